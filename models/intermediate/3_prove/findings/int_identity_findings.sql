-- What is wrong with what a publication says of itself: quarter, region, dates.
with

identified as (select * from {{ ref('int_publications_identified') }}),

headings as (
    select * from {{ ref('int_headings_by_reader') }}
    where is_primary_reader
),

footnotes as (
    select * from {{ ref('int_footnotes_by_reader') }}
    where is_primary_reader
),

regions as (select * from {{ ref('stg_cbs__regions') }}),

region_periods as (select * from {{ ref('dim_labour_market_regions') }}),

quarter_mentions as (
    select * from {{ ref('int_quarter_mentions_by_reader') }}
    where is_primary_reader
),

printed_quarters as (

    select
        publication_id,
        {{ joined_texts(
            "concat(coalesce(cast(calendar_year as string), '?'), 'Q', cast(quarter_number as string))", ', '
        ) }} as quarter_texts

    from quarter_mentions

    group by publication_id

),

printed_regions as (

    select
        publication_id,
        page_number,
        passage_role,
        region_words,
        uwv_region_number

    from headings

    where (passage_role = 'region_column' and heading_meaning is distinct from 'links') or uwv_region_number is not null

    union all

    select
        publication_id,
        page_number,
        'footnote' as passage_role,
        region_words,
        uwv_region_number

    from footnotes

    where region_words is not null

),

region_texts as (

    select
        publication_id,
        {{ joined_texts("concat(replace(passage_role, '_', ' '), ' ', region_words)", ', ') }} as region_text

    from printed_regions

    group by publication_id

),

reference_start as (

    select min(valid_from) as reference_starts_date from region_periods

),

numbered_regions as (

    select
        identified.publication_id,
        identified.uwv_region_number,
        identified.printed_region_number,
        identified.printed_region_number_count,
        by_number.uwv_region_name as name_by_number,
        by_alternative_number.uwv_region_name as name_by_alternative_number,
        case
            when identified.printed_region_number_count > 1
                then concat(cast(identified.printed_region_number_count as string), ' numbers')
            else
                concat(
                    coalesce(by_number.uwv_region_name, ''), ' / ', coalesce(by_alternative_number.uwv_region_name, '')
                )
        end as regions_meant,
        case when identified.printed_region_number = identified.uwv_region_number then 1 else 0 end
        + case when identified.printed_region_number = this_region.alternative_region_number then 1 else 0 end
            as numberings_that_agree

    from identified

    inner join regions as this_region
        on identified.uwv_region_number = this_region.uwv_region_number

    left join regions as by_number
        on identified.printed_region_number = by_number.uwv_region_number

    left join regions as by_alternative_number
        on identified.printed_region_number = by_alternative_number.alternative_region_number

    where identified.printed_region_number is not null

),

last_possible_dates as (

    -- A colophon that names a month only may mean its last day.
    select
        identified.*,
        case
            when published_date_precision = 'day' then published_date
            when published_date_precision = 'month'
                then cast(published_date + interval 1 month - interval 1 day as date)
        end as last_possible_published_date,
        cast(quarter_start_date + interval 3 month - interval 1 day as date) as quarter_end_date

    from identified

),

findings as (

    select
        publication_id,
        'quarter_missing' as finding_code,
        {{ finding_columns() }}

    from identified

    where quarter_count = 0

    union all

    select
        identified.publication_id,
        'quarter_contradictory' as finding_code,
        {{ finding_columns(printed='printed_quarters.quarter_texts') }}

    from identified

    inner join printed_quarters
        on identified.publication_id = printed_quarters.publication_id

    where identified.quarter_count > 1 or (identified.quarter_count = 1 and identified.quarter_number_count > 1)

    union all

    select
        publication_id,
        'quarter_impossible' as finding_code,
        {{ finding_columns(printed='printed_quarter_label') }}

    from identified

    cross join reference_start

    where
        quarter_count = 1
        and (
            quarter_start_date is null
            or quarter_start_date < reference_starts_date
            or quarter_start_date + interval 3 month > {{ build_date() }}
        )

    union all

    select
        publication_id,
        'region_missing' as finding_code,
        {{ finding_columns() }}

    from identified

    where region_count = 0

    union all

    select
        identified.publication_id,
        'region_contradictory' as finding_code,
        {{ finding_columns(printed='region_texts.region_text') }}

    from identified

    inner join region_texts
        on identified.publication_id = region_texts.publication_id

    where identified.region_count > 1

    union all

    select
        publication_id,
        'region_number_contradictory' as finding_code,
        {{ finding_columns(
            printed='cast(printed_region_number as string)', computed='cast(uwv_region_number as string)',
            detail='regions_meant'
        ) }}

    from numbered_regions

    where
        printed_region_number_count > 1
        or (
            numberings_that_agree = 0
            and name_by_number is not null
            and name_by_alternative_number is not null
        )

    union all

    select
        publication_id,
        'region_number_unconfirmed' as finding_code,
        {{ finding_columns(
            printed='cast(printed_region_number as string)', computed='cast(uwv_region_number as string)'
        ) }}

    from numbered_regions

    where
        printed_region_number_count = 1
        and numberings_that_agree < 2
        and (numberings_that_agree = 1 or name_by_number is null or name_by_alternative_number is null)

    union all

    select
        publication_id,
        'published_before_quarter_end' as finding_code,
        {{ finding_columns(printed='cast(published_date as string)', computed='cast(quarter_end_date as string)') }}

    from last_possible_dates

    where last_possible_published_date <= quarter_end_date

    union all

    select
        publication_id,
        'published_in_future' as finding_code,
        {{ finding_columns(
            printed='cast(published_date as string)', computed='cast(' ~ build_date() ~ ' as string)'
        ) }}

    from identified

    where published_date > {{ build_date() }}

    union all

    select
        publication_id,
        'colophon_not_understood' as finding_code,
        {{ finding_columns() }}

    from identified

    where colophon_count > 0 and published_date is null

    union all

    select
        publication_id,
        'region_unknown' as finding_code,
        {{ finding_columns(
            printed='region_words', page_number='page_number', detail="replace(passage_role, '_', ' ')"
        ) }}

    from printed_regions

    where uwv_region_number is null

)

select * from findings
