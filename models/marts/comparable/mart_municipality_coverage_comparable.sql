with

rows_of_municipalities as (

    select * from {{ ref('int_comparable_municipalities') }}

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_municipality_coverage_comparable'

),

changes as (

    select * from {{ ref('int_mart_changes') }}

    where mart_name = 'mart_municipality_coverage_comparable'

),

ranks as (

    select * from {{ ref('int_mart_ranks') }}

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

quarters as (

    select * from {{ ref('dim_quarters') }}

),

beside_the_region as (

    -- A share among some of the region's municipalities is none.
    select
        ranks.*,
        region_counts.clients_in_sonar as region_clients,
        region_counts.clients_in_sonar_min as region_clients_min,
        region_counts.clients_in_sonar_max as region_clients_max

    from ranks

    left join region_counts
        on case when ranks.is_whole_complete then ranks.whole_key end = region_counts.number_key

),

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
        changes.change_on_quarter_comparability,
        changes.clients_in_sonar_change_on_quarter,
        changes.profile_coverage_ratio_change_on_quarter,
        changes.change_on_year_comparability,
        changes.clients_in_sonar_change_on_year,
        changes.profile_coverage_ratio_change_on_year,

        ---------- within the region
        beside_the_region.rank_comparability,
        beside_the_region.profile_coverage_rank as profile_coverage_rank_in_region,
        {{ ratio('counts.clients_in_sonar', 'beside_the_region.region_clients') }} as share_of_region_ratio,

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
        beside_the_region.profile_coverage_rank_min as profile_coverage_rank_in_region_min,
        beside_the_region.profile_coverage_rank_max as profile_coverage_rank_in_region_max,
        {{ ratio('counts.clients_in_sonar_min', 'beside_the_region.region_clients_max') }}
            as share_of_region_ratio_min,
        least(1, {{ ratio('counts.clients_in_sonar_max', 'beside_the_region.region_clients_min') }})
            as share_of_region_ratio_max

    from rows_of_municipalities

    inner join counts
        on rows_of_municipalities.comparable_municipality_quarter_key = counts.number_key

    inner join changes
        on rows_of_municipalities.comparable_municipality_quarter_key = changes.number_key

    inner join beside_the_region
        on rows_of_municipalities.comparable_municipality_quarter_key = beside_the_region.number_key

    inner join current_municipalities
        on rows_of_municipalities.municipality_code = current_municipalities.municipality_code

    inner join quarters
        on rows_of_municipalities.quarter_start_date = quarters.quarter_start_date

)

select * from comparable
