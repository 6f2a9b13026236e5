-- Sums municipalities, not printed region totals.
with

rows_of_regions as (select * from {{ ref('int_comparable_regions') }}),

counts as (
    select * from {{ ref('int_mart_rows') }}
    where mart_name = 'mart_regional_coverage_comparable'
),

comparisons as (
    select * from {{ ref('int_mart_comparisons') }}
    where mart_name = 'mart_regional_coverage_comparable'
),

current_regions as (
    select * from {{ ref('dim_labour_market_regions') }}
    where is_current
),

quarters as (select * from {{ ref('dim_quarters') }}),

regions_seen as (

    -- The regions' figures together; a sum is unknown as soon as one of them is.
    select
        comparisons.whole_key,
        cast(count(*) as integer) as region_count,
        {{ sum_if_all_known('counts.clients_with_profile') }} as clients_with_profile,
        {{ sum_if_all_known('counts.clients_in_sonar') }} as clients_in_sonar

    from comparisons

    inner join counts
        on comparisons.number_key = counts.number_key

    group by comparisons.whole_key

),

comparable as (

    select

        ---------- when and where
        rows_of_regions.quarter_start_date,
        quarters.quarter_label,
        current_regions.labour_market_region_name,

        ---------- counts
        {{ columns_of('counts', shown_counts()) }},
        counts.target_group_register,

        ---------- ratios
        {{ columns_of('counts', shown_ratios()) }},
        counts.register_coverage_ratio,

        ---------- change
        {{ changes_of('comparisons', ['clients_in_sonar', 'profile_coverage_ratio', 'register_coverage_ratio']) }},

        ---------- beside the regions seen
        comparisons.rank_comparability,
        comparisons.profile_coverage_rank,
        case
            when regions_seen.region_count > 1
                then
                    counts.profile_coverage_ratio
                    - {{ ratio('regions_seen.clients_with_profile', 'regions_seen.clients_in_sonar') }}
        end as profile_coverage_ratio_difference_to_regions_seen,
        {{ ratio('counts.clients_in_sonar', 'regions_seen.clients_in_sonar') }} as share_of_regions_seen_ratio,
        regions_seen.region_count,

        ---------- what it rests on
        rows_of_regions.source_row_count,
        rows_of_regions.expected_municipality_count,
        rows_of_regions.seen_municipality_count,
        rows_of_regions.has_changed_composition,
        rows_of_regions.is_estimated,
        rows_of_regions.has_unknown_weight,
        rows_of_regions.is_complete,

        ---------- ids
        rows_of_regions.comparable_region_quarter_key,
        current_regions.labour_market_region_code,
        rows_of_regions.uwv_region_number,

        ---------- bounds
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }},
        counts.register_coverage_ratio_min,
        case when rows_of_regions.is_complete then counts.register_coverage_ratio_max end
            as register_coverage_ratio_max,
        comparisons.profile_coverage_rank_min,
        comparisons.profile_coverage_rank_max

    from rows_of_regions

    inner join counts
        on rows_of_regions.comparable_region_quarter_key = counts.number_key

    inner join comparisons
        on rows_of_regions.comparable_region_quarter_key = comparisons.number_key

    inner join regions_seen
        on comparisons.whole_key = regions_seen.whole_key

    inner join current_regions
        on rows_of_regions.uwv_region_number = current_regions.uwv_region_number

    inner join quarters
        on rows_of_regions.quarter_start_date = quarters.quarter_start_date

)

select * from comparable
