-- What the figures of every municipality of the newest borders rest on, and whether a source of it is missing.
with

comparable_counts as (select * from {{ ref('int_comparable_counts') }}),

expected_sources as (select * from {{ ref('int_expected_comparable_sources') }}),

sources as (

    select distinct
        publication_id,
        row_number,
        comparable_municipality_quarter_key,
        source_municipality_code,
        municipality_code,
        is_split,
        has_known_weights,
        quarter_start_date

    from comparable_counts

),

rows_of_sources as (

    select
        comparable_municipality_quarter_key,
        municipality_code,
        quarter_start_date,
        count(*) as source_row_count,
        count(distinct source_municipality_code) as source_municipality_count,
        max(case when is_split then 1 else 0 end) = 1 as is_estimated,
        max(case when has_known_weights then 0 else 1 end) = 1 as has_unknown_weight

    from sources

    group by comparable_municipality_quarter_key, municipality_code, quarter_start_date

),

missing_sources as (

    select
        expected_sources.municipality_code,
        expected_sources.uwv_region_number,
        expected_sources.quarter_start_date,
        count(*) filter (where sources.source_municipality_code is null) as missing_source_count

    from expected_sources

    left join sources
        on
            expected_sources.quarter_start_date = sources.quarter_start_date
            and expected_sources.municipality_code = sources.municipality_code
            and expected_sources.source_municipality_code = sources.source_municipality_code

    group by expected_sources.municipality_code, expected_sources.uwv_region_number, expected_sources.quarter_start_date

),

comparable_municipalities as (

    select

        ---------- ids
        rows_of_sources.comparable_municipality_quarter_key,
        rows_of_sources.municipality_code,
        missing_sources.uwv_region_number,

        ---------- numerics
        cast(rows_of_sources.source_row_count as integer) as source_row_count,
        cast(missing_sources.missing_source_count as integer) as missing_source_count,
        rows_of_sources.source_row_count - rows_of_sources.source_municipality_count as second_document_count,

        ---------- booleans
        rows_of_sources.is_estimated,
        rows_of_sources.has_unknown_weight,
        missing_sources.missing_source_count = 0 as is_complete,

        ---------- dates
        rows_of_sources.quarter_start_date

    from rows_of_sources

    inner join missing_sources
        on
            rows_of_sources.municipality_code = missing_sources.municipality_code
            and rows_of_sources.quarter_start_date = missing_sources.quarter_start_date

)

select * from comparable_municipalities
