-- What is wrong with what a publication says of itself: quarter, region, dates.
with

identified as (

    select * from {{ ref('int_publications_identified') }}

),

headings as (

    select * from {{ ref('int_headings_parsed') }}

),

footnotes as (

    select * from {{ ref('int_footnotes_parsed') }}

),

regions as (

    select * from {{ ref('stg_cbs__regions') }}

),

region_periods as (

    select * from {{ ref('dim_labour_market_regions') }}

),

quarter_mentions as (

    select * from {{ ref('int_quarter_mentions_found') }}

),

document_tables as (

    select * from {{ ref('int_document_tables_compared') }}

),

mention_texts as (

    select
        publication_id,
        concat(coalesce(cast(calendar_year as string), '?'), 'Q', cast(quarter_number as string)) as quarter_text

    from quarter_mentions

),

printed_quarters as (

    select
        publication_id,
        {{ joined_texts('quarter_text', ', ') }} as quarter_texts

    from mention_texts

    group by publication_id

),

printed_regions as (

    select
        publication_id,
        passage_number,
        page_number,
        passage_role,
        region_words,
        uwv_region_number

    from headings

    where passage_role = 'region_column' or uwv_region_number is not null

    union all

    select
        publication_id,
        passage_number,
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

quarter_missing as (

    select
        {{ finding('quarter_missing', "'No heading names one quarter with its year.'") }}

    from identified

    where quarter_count = 0

),

quarter_contradictory as (

    select
        {{ finding(
            'quarter_contradictory',
            "concat('The headings name different quarters: ', printed_quarters.quarter_texts, '.')",
            printed='printed_quarters.quarter_texts',
            publication_id='identified.publication_id'
        ) }}

    from identified

    inner join printed_quarters
        on identified.publication_id = printed_quarters.publication_id

    where identified.quarter_count > 1 or (identified.quarter_count = 1 and identified.quarter_number_count > 1)

),

quarter_impossible as (

    select
        {{ finding(
            'quarter_impossible',
            "concat('Quarter ', printed_quarter_label, ' does not exist, had not ended when the document was loaded, ',
            'or lies before the reference data.')",
            printed='printed_quarter_label'
        ) }}

    from identified

    cross join reference_start

    where
        quarter_count = 1
        and (
            quarter_start_date is null
            or quarter_start_date < reference_starts_date
            or quarter_start_date + interval 3 month > first_loaded_at
        )

),

region_missing as (

    select
        {{ finding('region_missing', "'Neither heading, first column nor footnote names a known region.'") }}

    from identified

    where region_count = 0

),

region_unknown as (

    select
        {{ finding(
            'region_unknown',
            "concat('No labour-market region is called \"', region_words, '\" (', replace(passage_role, '_', ' '), ').')",
            printed='region_words',
            page_number='page_number'
        ) }}

    from printed_regions

    where uwv_region_number is null

),

region_contradictory as (

    select
        {{ finding(
            'region_contradictory',
            "concat('The document names different regions: ', region_texts.region_text, '.')",
            printed='region_texts.region_text',
            publication_id='identified.publication_id'
        ) }}

    from identified

    inner join region_texts
        on identified.publication_id = region_texts.publication_id

    where identified.region_count > 1

),

numbered_regions as (

    select
        identified.publication_id,
        identified.uwv_region_number,
        identified.printed_region_number,
        identified.printed_region_number_count,
        this_region.alternative_region_number,
        by_number.uwv_region_name as name_by_number,
        by_alternative_number.uwv_region_name as name_by_alternative_number

    from identified

    inner join regions as this_region
        on identified.uwv_region_number = this_region.uwv_region_number

    left join regions as by_number
        on identified.printed_region_number = by_number.uwv_region_number

    left join regions as by_alternative_number
        on identified.printed_region_number = by_alternative_number.alternative_region_number

    where identified.printed_region_number is not null

),

region_number_contradictory as (

    select
        {{ finding(
            'region_number_contradictory',
            "case
            when printed_region_number_count > 1 then 'The document prints different region numbers.'
            else concat(
                'Region number ', cast(printed_region_number as string), ' means ', name_by_number,
                ' in one numbering and ', name_by_alternative_number, ' in the other.'
            )
        end",
            printed='printed_region_number',
            computed='uwv_region_number'
        ) }}

    from numbered_regions

    where
        printed_region_number_count > 1
        or (
            printed_region_number <> uwv_region_number
            and printed_region_number <> alternative_region_number
            and name_by_number is not null
            and name_by_alternative_number is not null
        )

),

region_number_unconfirmed as (

    select
        {{ finding(
            'region_number_unconfirmed',
            "concat('Region number ', cast(printed_region_number as string),
            ' means this region in one of the two numberings at most.')",
            printed='printed_region_number',
            computed='uwv_region_number'
        ) }}

    from numbered_regions

    where
        printed_region_number_count = 1
        and (
            (printed_region_number = uwv_region_number and printed_region_number <> alternative_region_number)
            or (printed_region_number <> uwv_region_number and printed_region_number = alternative_region_number)
            or (
                printed_region_number <> uwv_region_number
                and printed_region_number <> alternative_region_number
                and (name_by_number is null or name_by_alternative_number is null)
            )
        )

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

published_before_quarter_end as (

    select
        {{ finding(
            'published_before_quarter_end',
            "concat('The colophon says ', cast(published_date as string), ', but the quarter ended on ',
            cast(quarter_end_date as string), '.')",
            printed='published_date',
            computed='quarter_end_date'
        ) }}

    from last_possible_dates

    where last_possible_published_date <= quarter_end_date

),

published_in_future as (

    select
        {{ finding(
            'published_in_future',
            "concat('The colophon says ', cast(published_date as string), ', after the document was loaded.')",
            printed='published_date',
            computed='first_loaded_at'
        ) }}

    from identified

    where published_date > first_loaded_at

),

colophon_not_understood as (

    select
        {{ finding('colophon_not_understood', "'No single date can be read from the colophon.'") }}

    from identified

    where colophon_count > 0 and published_date is null

),

table_contradictory as (

    select
        {{ finding(
            'table_contradictory',
            "concat('The document has ', cast(table_count as string),
            ' tables of this region and quarter, with different figures.')",
            printed='table_count',
            computed='1'
        ) }}

    from document_tables

    where is_contradictory

),

findings as (
    {{ all_of([
        'quarter_missing', 'quarter_contradictory', 'quarter_impossible', 'region_missing', 'region_unknown',
        'region_contradictory', 'region_number_contradictory', 'region_number_unconfirmed',
        'published_before_quarter_end', 'published_in_future', 'colophon_not_understood',
        'table_contradictory'
    ]) }}

)

select * from findings
