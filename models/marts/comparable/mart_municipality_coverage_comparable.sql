with

sources as (

    select * from {{ ref('mart_comparable_sources') }}

),

municipalities as (

    select * from {{ ref('dim_municipalities') }}

),

current_municipalities as (

    select * from municipalities

    where is_current

),

successors as (

    select * from {{ ref('dim_municipality_successors') }}

),

quarters as (

    select * from {{ ref('dim_quarters') }}

),

expected_sources as (

    -- Which municipalities of the quarter's last day went, whole or in part, into one of the newest borders.
    select
        quarters.quarter_start_date,
        successors.successor_code as municipality_code,
        municipalities.municipality_code as source_municipality_code

    from quarters

    inner join municipalities
        on
            quarters.quarter_end_date >= municipalities.valid_from
            and quarters.quarter_end_date < municipalities.valid_to

    inner join successors
        on municipalities.municipality_code = successors.municipality_code

),

missing_sources as (

    select
        expected_sources.quarter_start_date,
        expected_sources.municipality_code,
        count(*) filter (where sources.source_municipality_code is null) as missing_source_count

    from expected_sources

    left join sources
        on
            expected_sources.quarter_start_date = sources.quarter_start_date
            and expected_sources.municipality_code = sources.municipality_code
            and expected_sources.source_municipality_code = sources.source_municipality_code

    group by
        expected_sources.quarter_start_date,
        expected_sources.municipality_code

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_municipality_coverage_comparable'

),

rows_of_sources as (

    select
        municipality_code,
        quarter_start_date,
        count(*) as source_row_count,
        max(case when is_split then 1 else 0 end) = 1 as is_estimated,
        max(case when has_known_weights then 0 else 1 end) = 1 as has_unknown_weight

    from sources

    group by municipality_code, quarter_start_date

),

comparable as (

    select

        ---------- ids
        rows_of_sources.municipality_code,
        current_municipalities.province_code,
        current_municipalities.labour_market_region_code,
        current_municipalities.uwv_region_number,

        ---------- text
        current_municipalities.municipality_name,
        current_municipalities.province_name,
        current_municipalities.labour_market_region_name,
        quarters.quarter_label,

        ---------- counts
        {{ counts_with_bounds('counts', shown_counts()) }},

        ---------- ratios
        counts.profile_coverage_ratio,
        counts.municipal_profile_coverage_ratio,
        counts.uwv_profile_coverage_ratio,

        ---------- what it rests on
        rows_of_sources.source_row_count,
        missing_sources.missing_source_count,
        rows_of_sources.is_estimated,
        rows_of_sources.has_unknown_weight,
        missing_sources.missing_source_count = 0 as is_complete,

        ---------- dates
        rows_of_sources.quarter_start_date

    from rows_of_sources

    inner join counts
        on
            concat(cast(rows_of_sources.quarter_start_date as string), '/', rows_of_sources.municipality_code)
            = counts.number_key

    inner join quarters
        on rows_of_sources.quarter_start_date = quarters.quarter_start_date

    inner join current_municipalities
        on rows_of_sources.municipality_code = current_municipalities.municipality_code

    inner join missing_sources
        on
            rows_of_sources.municipality_code = missing_sources.municipality_code
            and rows_of_sources.quarter_start_date = missing_sources.quarter_start_date

)

select * from comparable
