with

rows_of_municipalities as (select * from {{ ref('int_comparable_municipalities') }}),

counts as (
    select * from {{ ref('int_mart_rows') }}
    where mart_name = 'mart_municipality_coverage_comparable'
),

comparisons as (
    select * from {{ ref('int_mart_comparisons') }}
    where mart_name = 'mart_municipality_coverage_comparable'
),

region_counts as (
    select * from {{ ref('int_mart_rows') }}
    where mart_name = 'mart_regional_coverage_comparable'
),

current_municipalities as (
    select * from {{ ref('dim_municipalities') }}
    where is_current
),

quarters as (select * from {{ ref('dim_quarters') }}),

comparable as (

    select

        ---------- when and where
        rows_of_municipalities.quarter_start_date,
        quarters.quarter_label,
        current_municipalities.municipality_name,
        current_municipalities.labour_market_region_name,

        ---------- counts
        {{ columns_of('counts', shown_counts()) }},

        ---------- ratios
        {{ columns_of('counts', shown_ratios()) }},

        ---------- change
        {{ changes_of('comparisons', ['clients_in_sonar', 'profile_coverage_ratio']) }},

        ---------- within the region
        comparisons.rank_comparability,
        comparisons.profile_coverage_rank as profile_coverage_rank_in_region,
        {{ ratio('counts.clients_in_sonar', 'region_counts.clients_in_sonar') }} as share_of_region_ratio,

        ---------- what it rests on
        rows_of_municipalities.source_row_count,
        rows_of_municipalities.missing_source_count,
        rows_of_municipalities.is_estimated,
        rows_of_municipalities.has_unknown_weight,
        rows_of_municipalities.is_complete,

        ---------- ids
        rows_of_municipalities.comparable_municipality_quarter_key,
        rows_of_municipalities.municipality_code,
        current_municipalities.labour_market_region_code,
        rows_of_municipalities.uwv_region_number,
        current_municipalities.province_code,
        current_municipalities.province_name,

        ---------- bounds
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }},
        comparisons.profile_coverage_rank_min as profile_coverage_rank_in_region_min,
        comparisons.profile_coverage_rank_max as profile_coverage_rank_in_region_max,
        {{ ratio('counts.clients_in_sonar_min', 'region_counts.clients_in_sonar_max') }} as share_of_region_ratio_min,
        least(1, {{ ratio('counts.clients_in_sonar_max', 'region_counts.clients_in_sonar_min') }})
            as share_of_region_ratio_max

    from rows_of_municipalities

    inner join counts
        on rows_of_municipalities.comparable_municipality_quarter_key = counts.number_key

    inner join comparisons
        on rows_of_municipalities.comparable_municipality_quarter_key = comparisons.number_key

    inner join current_municipalities
        on rows_of_municipalities.municipality_code = current_municipalities.municipality_code

    inner join quarters
        on rows_of_municipalities.quarter_start_date = quarters.quarter_start_date

    -- A share among some of the region's municipalities is none.
    left join region_counts
        on case when comparisons.is_whole_complete then comparisons.whole_key end = region_counts.number_key

)

select * from comparable
