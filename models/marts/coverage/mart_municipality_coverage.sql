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

quarters_before as (

    -- Joined by equal keys first: a left join on two alternatives would compare every row with every other.
    select
        ranked.municipality_quarter_key,
        earlier.clients_in_sonar,
        earlier.profile_coverage_ratio

    from ranked

    inner join quarters
        on ranked.quarter_start_date = quarters.quarter_start_date

    inner join with_counts as earlier
        on
            ranked.municipality_code = earlier.municipality_code
            and quarters.previous_quarter_start_date = earlier.quarter_start_date

    where
        ranked.uwv_region_number = earlier.uwv_region_number
        or (ranked.document_count = 1 and earlier.document_count = 1)

),

years_before as (

    select
        ranked.municipality_quarter_key,
        earlier.clients_in_sonar,
        earlier.profile_coverage_ratio

    from ranked

    inner join quarters
        on ranked.quarter_start_date = quarters.quarter_start_date

    inner join with_counts as earlier
        on
            ranked.municipality_code = earlier.municipality_code
            and quarters.year_before_quarter_start_date = earlier.quarter_start_date

    where
        ranked.uwv_region_number = earlier.uwv_region_number
        or (ranked.document_count = 1 and earlier.document_count = 1)

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

        ---------- counts
        {{ counts_with_bounds('ranked', shown_counts()) }},

        ---------- ratios
        ranked.profile_coverage_ratio,
        ranked.municipal_profile_coverage_ratio,
        ranked.uwv_profile_coverage_ratio,

        ---------- change
        ranked.clients_in_sonar - quarters_before.clients_in_sonar as clients_in_sonar_change_on_quarter,
        ranked.profile_coverage_ratio - quarters_before.profile_coverage_ratio
            as profile_coverage_ratio_change_on_quarter,
        ranked.clients_in_sonar - years_before.clients_in_sonar as clients_in_sonar_change_on_year,
        ranked.profile_coverage_ratio - years_before.profile_coverage_ratio as profile_coverage_ratio_change_on_year,

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

    left join quarters_before
        on ranked.municipality_quarter_key = quarters_before.municipality_quarter_key

    left join years_before
        on ranked.municipality_quarter_key = years_before.municipality_quarter_key

)

select * from municipality_coverage
