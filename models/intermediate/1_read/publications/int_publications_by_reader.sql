-- What a publication says of itself, as each reader read it: quarter, region, register, percentage, date; null where it
-- says nothing certain.
with

readings as (select * from {{ ref('stg_uwv__newest_readings') }}),

quarter_mentions as (select * from {{ ref('int_quarter_mentions_by_reader') }}),

headings as (select * from {{ ref('int_headings_by_reader') }}),

footnotes as (select * from {{ ref('int_footnotes_by_reader') }}),

regions_within_headings as (select * from {{ ref('int_regions_within_headings') }}),

colophons as (select * from {{ ref('int_colophons_by_reader') }}),

ranked_mentions as (

    -- A heading of its own counts before one shared with an earlier table, that before a sentence; one line before a
    -- line broken in two.
    select
        quarter_mentions.*,
        case passage_role when 'heading' then 1 when 'sentence' then 3 else 2 end as role_rank,
        case when is_over_two_headings then 1 else 0 end as break_rank

    from quarter_mentions

),

best_mentions as (

    select
        ranked_mentions.*,
        10 * role_rank + break_rank as mention_rank,
        min(case when calendar_year is not null then 10 * role_rank + break_rank end) over (
            partition by publication_id, is_primary_reader
        ) as best_rank

    from ranked_mentions

),

quarters as (

    -- A quarter without a year is held against the one that has it: in the same place, or in one that counts before.
    select
        publication_id,
        is_primary_reader,
        count(distinct 10 * calendar_year + quarter_number) as quarter_count,
        max(calendar_year) as calendar_year,
        max(case when calendar_year is not null then quarter_number end) as quarter_number,
        count(distinct quarter_number) as quarter_number_count,
        {{ joined_texts("cast(calendar_year as string) || 'Q' || cast(quarter_number as string)", ', ') }}
            as quarter_texts,
        {{ joined_texts('cast(quarter_number as string)', ', ') }} as quarter_numbers

    from best_mentions

    where mention_rank = best_rank or (calendar_year is null and role_rank <= floor(best_rank / 10))

    group by publication_id, is_primary_reader

),

named_regions as (

    select
        publication_id,
        is_primary_reader,
        uwv_region_number,
        printed_region_number

    from headings

    where passage_role in ('heading', 'region_column')

    union all

    select
        publication_id,
        is_primary_reader,
        uwv_region_number,
        printed_region_number

    from footnotes

),

regions as (

    select
        publication_id,
        is_primary_reader,
        count(distinct uwv_region_number) as region_count,
        max(uwv_region_number) as uwv_region_number,
        count(distinct printed_region_number) as printed_region_number_count,
        max(printed_region_number) as printed_region_number,
        {{ joined_texts('cast(uwv_region_number as string)', ', ') }} as region_numbers,
        {{ joined_texts('cast(printed_region_number as string)', ', ') }} as printed_region_numbers

    from named_regions

    group by publication_id, is_primary_reader

),

regions_within as (

    -- Headings that name two regions beside other words name none.
    select
        publication_id,
        is_primary_reader,
        max(uwv_region_number) as uwv_region_number

    from regions_within_headings

    group by publication_id, is_primary_reader

    having count(distinct uwv_region_number) = 1

),

registers as (

    select
        publication_id,
        is_primary_reader,
        count(*) as footnote_count,
        count(distinct target_group_register) as register_count,
        count(distinct printed_percentage) as percentage_count,
        max(target_group_register) as target_group_register,
        max(printed_percentage) as printed_percentage,
        max(percentage_decimals) as percentage_decimals,
        {{ joined_texts('cast(target_group_register as string)', ', ') }} as registers,
        {{ joined_texts('cast(printed_percentage as string)', ', ') }} as percentages

    from footnotes

    group by publication_id, is_primary_reader

),

dates as (

    select
        publication_id,
        is_primary_reader,
        count(*) as colophon_count,
        count(distinct published_date) as date_count,
        max(published_date) as published_date,
        max(date_precision) filter (where published_date is not null) as date_precision,
        {{ joined_texts("nullif(date_words, '')", ', ') }} as dates

    from colophons

    group by publication_id, is_primary_reader

),

identified as (

    -- A region within other words counts only where nothing is a region's name.
    select

        ---------- ids
        readings.publication_id,
        case
            when regions.region_count = 1 then regions.uwv_region_number
            when coalesce(regions.region_count, 0) = 0 then regions_within.uwv_region_number
        end as uwv_region_number,
        regions.printed_region_number,

        ---------- text
        case
            when quarters.quarter_count = 1
                then concat(cast(quarters.calendar_year as string), 'Q', cast(quarters.quarter_number as string))
        end as printed_quarter_label,
        case when dates.date_count = 1 then dates.date_precision end as published_date_precision,
        quarters.quarter_texts,
        quarters.quarter_numbers,
        case
            when regions.region_count > 0 then regions.region_numbers
            else cast(regions_within.uwv_region_number as string)
        end as region_numbers,
        regions.printed_region_numbers,
        registers.registers,
        registers.percentages,
        dates.dates,

        ---------- numerics
        coalesce(quarters.quarter_count, 0) as quarter_count,
        coalesce(quarters.quarter_number_count, 0) as quarter_number_count,
        case
            when regions.region_count > 0 then regions.region_count
            when regions_within.publication_id is not null then 1
            else 0
        end as region_count,
        coalesce(regions.printed_region_number_count, 0) as printed_region_number_count,
        coalesce(registers.footnote_count, 0) as footnote_count,
        coalesce(registers.register_count, 0) as register_count,
        coalesce(registers.percentage_count, 0) as percentage_count,
        coalesce(dates.colophon_count, 0) as colophon_count,
        case when registers.register_count = 1 then registers.target_group_register end as target_group_register,
        case when registers.percentage_count = 1 then registers.printed_percentage end as printed_percentage,
        case when registers.percentage_count = 1 then registers.percentage_decimals end as percentage_decimals,

        ---------- dates
        case
            when quarters.quarter_count = 1 and quarters.quarter_number between 1 and 4
                then make_date(quarters.calendar_year, 3 * quarters.quarter_number - 2, 1)
        end as quarter_start_date,
        case when dates.date_count = 1 then dates.published_date end as published_date,

        ---------- booleans
        readings.is_primary_reader

    from readings

    left join quarters
        on
            readings.publication_id = quarters.publication_id
            and readings.is_primary_reader = quarters.is_primary_reader

    left join regions
        on
            readings.publication_id = regions.publication_id
            and readings.is_primary_reader = regions.is_primary_reader

    left join regions_within
        on
            readings.publication_id = regions_within.publication_id
            and readings.is_primary_reader = regions_within.is_primary_reader

    left join registers
        on
            readings.publication_id = registers.publication_id
            and readings.is_primary_reader = registers.is_primary_reader

    left join dates
        on
            readings.publication_id = dates.publication_id
            and readings.is_primary_reader = dates.is_primary_reader

)

select * from identified
