with

municipality_quarters as (select * from {{ ref('fct_municipality_quarters') }}),

municipalities as (select * from {{ ref('dim_municipalities') }}),

regions as (select * from {{ ref('dim_labour_market_regions') }}),

quarters as (select * from {{ ref('dim_quarters') }}),

publications as (select * from {{ ref('dim_publications') }}),

sonar_cells as (
    select * from {{ ref('fct_cells') }}
    where column_role = 'clients_in_sonar'
),

name_cells as (
    select * from {{ ref('fct_cells') }}
    where column_role = 'municipality'
),

counts as (
    select * from {{ ref('int_mart_rows') }}
    where mart_name = 'mart_municipality_coverage'
),

comparisons as (
    select * from {{ ref('int_mart_comparisons') }}
    where mart_name = 'mart_municipality_coverage'
),

region_counts as (
    select * from {{ ref('int_mart_rows') }}
    where mart_name = 'mart_regional_coverage'
),

municipality_coverage as (

    select

        ---------- when and where
        municipality_quarters.quarter_start_date,
        quarters.quarter_label,
        municipalities.municipality_name,
        regions.labour_market_region_name,

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
        publications.status,
        municipality_quarters.evidence_level,

        ---------- to quote
        publications.published_date,
        publications.file_name,
        {{ short_locator('coalesce(sonar_cells.locator, name_cells.locator)') }} as locator,
        {{ citation(
            'municipalities.municipality_name', 'quarters.quarter_label', 'publications',
            'coalesce(sonar_cells.locator, name_cells.locator)'
        ) }} as citation,

        ---------- ids
        municipality_quarters.municipality_quarter_key,
        municipality_quarters.publication_id,
        cast(municipality_quarters.row_number as integer) as row_number,
        municipality_quarters.municipality_key,
        municipality_quarters.municipality_code,
        municipality_quarters.labour_market_region_key,
        municipality_quarters.labour_market_region_code,
        municipality_quarters.uwv_region_number,
        municipalities.province_code,
        municipalities.province_name,

        ---------- bounds
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }},
        comparisons.profile_coverage_rank_min as profile_coverage_rank_in_region_min,
        comparisons.profile_coverage_rank_max as profile_coverage_rank_in_region_max,
        {{ ratio('counts.clients_in_sonar_min', 'region_counts.clients_in_sonar_max') }} as share_of_region_ratio_min,
        least(1, {{ ratio('counts.clients_in_sonar_max', 'region_counts.clients_in_sonar_min') }})
            as share_of_region_ratio_max

    from municipality_quarters

    inner join counts
        on municipality_quarters.municipality_quarter_key = counts.number_key

    inner join comparisons
        on municipality_quarters.municipality_quarter_key = comparisons.number_key

    inner join region_counts
        on comparisons.whole_key = region_counts.number_key

    inner join municipalities
        on municipality_quarters.municipality_key = municipalities.municipality_key

    inner join regions
        on municipality_quarters.labour_market_region_key = regions.labour_market_region_key

    inner join quarters
        on municipality_quarters.quarter_start_date = quarters.quarter_start_date

    inner join publications
        on municipality_quarters.publication_id = publications.publication_id

    -- A row is quoted by its cell of all clients in Sonar, or by its name where that is not printed.
    left join sonar_cells
        on
            municipality_quarters.publication_id = sonar_cells.publication_id
            and municipality_quarters.row_number = sonar_cells.row_number

    left join name_cells
        on
            municipality_quarters.publication_id = name_cells.publication_id
            and municipality_quarters.row_number = name_cells.row_number

)

select * from municipality_coverage
