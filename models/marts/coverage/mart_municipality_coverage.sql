with

municipality_quarters as (

    select * from {{ ref('fct_municipality_quarters') }}

),

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

),

municipalities as (

    select * from {{ ref('dim_municipalities') }}

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

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_municipality_coverage'

),

with_counts as (

    -- A municipality may stand in the documents of two regions (Vijfheerenlanden, 2019 and 2020).
    select
        municipality_quarters.municipality_quarter_key,
        municipality_quarters.publication_id,
        municipality_quarters.row_number,
        municipality_quarters.municipality_key,
        municipality_quarters.municipality_code,
        municipality_quarters.labour_market_region_key,
        municipality_quarters.labour_market_region_code,
        municipality_quarters.uwv_region_number,
        municipality_quarters.quarter_start_date,
        municipality_quarters.evidence_level,
        {{ counts_with_bounds('counts', shown_counts()) }},
        counts.profile_coverage_ratio,
        counts.municipal_profile_coverage_ratio,
        counts.uwv_profile_coverage_ratio,
        count(*) over (
            partition by municipality_quarters.municipality_code, municipality_quarters.quarter_start_date
        ) as document_count

    from municipality_quarters

    inner join counts
        on municipality_quarters.municipality_quarter_key = counts.number_key

),

ranked as (

    select
        with_counts.*,
        case
            when profile_coverage_ratio is not null
                then
                    rank() over (
                        partition by quarter_start_date, uwv_region_number
                        order by profile_coverage_ratio desc nulls last
                    )
        end as profile_coverage_rank_in_region

    from with_counts

),

municipality_coverage as (

    select

        ---------- ids
        ranked.municipality_quarter_key,
        ranked.publication_id,
        ranked.row_number,
        ranked.municipality_key,
        ranked.municipality_code,
        ranked.labour_market_region_key,
        ranked.labour_market_region_code,
        ranked.uwv_region_number,
        municipalities.province_code,
        ranked.quarter_start_date,

        ---------- text
        municipalities.municipality_name,
        regions.labour_market_region_name,
        municipalities.province_name,
        quarters.quarter_label,
        publications.status as publication_status,

        ---------- what it rests on
        ranked.evidence_level,

        ---------- counts
        {{ counts_with_bounds('ranked', shown_counts()) }},

        ---------- ratios
        ranked.profile_coverage_ratio,
        ranked.municipal_profile_coverage_ratio,
        ranked.uwv_profile_coverage_ratio,

        ---------- change
        ranked.clients_in_sonar - quarter_before.clients_in_sonar as clients_in_sonar_change_on_quarter,
        ranked.profile_coverage_ratio - quarter_before.profile_coverage_ratio
            as profile_coverage_ratio_change_on_quarter,
        ranked.clients_in_sonar - year_before.clients_in_sonar as clients_in_sonar_change_on_year,
        ranked.profile_coverage_ratio - year_before.profile_coverage_ratio as profile_coverage_ratio_change_on_year,

        ---------- within the region
        {{ ratio('ranked.clients_in_sonar', 'region_quarters.clients_in_sonar') }} as share_of_region_ratio,
        ranked.profile_coverage_rank_in_region

    from ranked

    inner join region_quarters
        on ranked.publication_id = region_quarters.publication_id

    inner join municipalities
        on ranked.municipality_key = municipalities.municipality_key

    inner join regions
        on ranked.labour_market_region_key = regions.labour_market_region_key

    inner join quarters
        on ranked.quarter_start_date = quarters.quarter_start_date

    inner join publications
        on ranked.publication_id = publications.publication_id

    left join with_counts as quarter_before
        on
            ranked.municipality_code = quarter_before.municipality_code
            and quarters.previous_quarter_start_date = quarter_before.quarter_start_date
            and (
                ranked.uwv_region_number = quarter_before.uwv_region_number
                or (ranked.document_count = 1 and quarter_before.document_count = 1)
            )

    left join with_counts as year_before
        on
            ranked.municipality_code = year_before.municipality_code
            and quarters.year_before_quarter_start_date = year_before.quarter_start_date
            and (
                ranked.uwv_region_number = year_before.uwv_region_number
                or (ranked.document_count = 1 and year_before.document_count = 1)
            )

)

select * from municipality_coverage
