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

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_regional_coverage'

),

with_counts as (

    select
        region_quarters.region_quarter_key,
        region_quarters.publication_id,
        region_quarters.labour_market_region_key,
        region_quarters.labour_market_region_code,
        region_quarters.uwv_region_number,
        region_quarters.quarter_start_date,
        region_quarters.municipality_count,
        region_quarters.expected_municipality_count,
        region_quarters.is_grand_total_printed,
        region_quarters.computed_clients_in_sonar,
        region_quarters.printed_clients_in_sonar,
        region_quarters.target_group_register,
        region_quarters.printed_register_coverage_percentage,
        region_quarters.is_register_proven,
        region_quarters.evidence_level,
        {{ counts_with_bounds('counts', shown_counts()) }},
        counts.profile_coverage_ratio,
        counts.municipal_profile_coverage_ratio,
        counts.uwv_profile_coverage_ratio,
        {{ ratio('counts.clients_in_sonar', 'region_quarters.target_group_register') }} as register_coverage_ratio

    from region_quarters

    inner join counts
        on region_quarters.region_quarter_key = counts.number_key

),

ranked as (

    select
        with_counts.*,
        case
            when profile_coverage_ratio is not null
                then
                    rank() over (
                        partition by quarter_start_date
                        order by profile_coverage_ratio desc nulls last
                    )
        end as profile_coverage_rank

    from with_counts

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
        ranked.is_register_proven,
        ranked.evidence_level,
        publications.warning_count,

        ---------- counts
        {{ counts_with_bounds('ranked', shown_counts()) }},
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
        ranked.clients_in_sonar - quarter_before.clients_in_sonar as clients_in_sonar_change_on_quarter,
        ranked.profile_coverage_ratio - quarter_before.profile_coverage_ratio
            as profile_coverage_ratio_change_on_quarter,
        ranked.register_coverage_ratio - quarter_before.register_coverage_ratio
            as register_coverage_ratio_change_on_quarter,
        ranked.clients_in_sonar - year_before.clients_in_sonar as clients_in_sonar_change_on_year,
        ranked.profile_coverage_ratio - year_before.profile_coverage_ratio as profile_coverage_ratio_change_on_year,
        ranked.register_coverage_ratio - year_before.register_coverage_ratio
            as register_coverage_ratio_change_on_year,

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

    left join with_counts as quarter_before
        on
            ranked.uwv_region_number = quarter_before.uwv_region_number
            and quarters.previous_quarter_start_date = quarter_before.quarter_start_date

    left join with_counts as year_before
        on
            ranked.uwv_region_number = year_before.uwv_region_number
            and quarters.year_before_quarter_start_date = year_before.quarter_start_date

)

select * from regional_coverage
