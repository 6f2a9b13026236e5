{%- set measures = ['clients_in_sonar', 'profile_coverage_ratio', 'register_coverage_ratio'] -%}
with

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

),

regions as (

    select * from {{ ref('dim_labour_market_regions') }}

),

quarters as (

    select * from {{ ref('dim_quarters') }}

),

publications as (

    select * from {{ ref('dim_publications') }}

),

national_coverage as (

    select * from {{ ref('mart_national_coverage') }}

),

with_subtotals as (

    select
        region_quarters.*,
        {{ subtotals_with_bounds() }}

    from region_quarters

),

with_ratios as (

    select
        with_subtotals.*,
        {{ profile_coverage_ratios() }},
        {{ ratio('clients_in_sonar', 'target_group_register') }} as register_coverage_ratio

    from with_subtotals

),

ranked as (

    select
        with_ratios.*,
        case
            when profile_coverage_ratio is not null
                then rank() over (
                    partition by quarter_start_date
                    order by profile_coverage_ratio desc nulls last
                )
        end as profile_coverage_rank

    from with_ratios

),

regional_coverage as (

    select

        ---------- ids
        ranked.region_quarter_key,
        ranked.publication_id,
        ranked.labour_market_region_key,
        ranked.labour_market_region_code,
        ranked.uwv_region_number,
        ranked.quarter_start_date,

        ---------- text
        regions.labour_market_region_name,
        quarters.quarter_label,
        publications.status as publication_status,

        ---------- what it rests on
        ranked.municipality_count,
        ranked.expected_municipality_count,
        ranked.is_grand_total_printed,
        publications.warning_count,

        ---------- counts
        {%- for role in shown_counts() %}
        ranked.{{ role }},
        ranked.{{ role }}_min,
        ranked.{{ role }}_max,
        {%- endfor %}
        ranked.computed_clients_in_sonar,
        ranked.printed_clients_in_sonar,
        ranked.target_group_register,

        ---------- ratios
        ranked.profile_coverage_ratio,
        ranked.municipal_profile_coverage_ratio,
        ranked.uwv_profile_coverage_ratio,
        ranked.register_coverage_ratio,
        ranked.printed_register_coverage_percentage,

        ---------- change
        {{ change_columns(measures, 'ranked', 'quarter_before', 'quarter') }},
        {{ change_columns(measures, 'ranked', 'year_before', 'year') }},

        ---------- beside the other regions seen
        ranked.profile_coverage_rank,
        ranked.profile_coverage_ratio - national_coverage.profile_coverage_ratio
            as profile_coverage_ratio_difference_to_national,
        ranked.register_coverage_ratio - national_coverage.register_coverage_ratio
            as register_coverage_ratio_difference_to_national,
        national_coverage.region_count as national_region_count

    from ranked

    inner join regions
        on ranked.labour_market_region_key = regions.labour_market_region_key

    inner join quarters
        on ranked.quarter_start_date = quarters.quarter_start_date

    inner join publications
        on ranked.publication_id = publications.publication_id

    inner join national_coverage
        on ranked.quarter_start_date = national_coverage.quarter_start_date

    left join with_ratios as quarter_before
        on
            ranked.uwv_region_number = quarter_before.uwv_region_number
            and quarters.previous_quarter_start_date = quarter_before.quarter_start_date

    left join with_ratios as year_before
        on
            ranked.uwv_region_number = year_before.uwv_region_number
            and quarters.year_before_quarter_start_date = year_before.quarter_start_date

)

select * from regional_coverage
