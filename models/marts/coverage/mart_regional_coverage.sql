with

region_quarters as (select * from {{ ref('fct_region_quarters') }}),

quarters as (select * from {{ ref('dim_quarters') }}),

regions as (select * from {{ ref('dim_labour_market_regions') }}),

publications as (select * from {{ ref('dim_publications') }}),

regions_seen as (select * from {{ ref('mart_national_coverage') }}),

sonar_cells as (
    select * from {{ ref('fct_cells') }}
    where column_role = 'clients_in_sonar'
),

counts as (
    select * from {{ ref('int_mart_rows') }}
    where mart_name = 'mart_regional_coverage'
),

comparisons as (
    select * from {{ ref('int_mart_comparisons') }}
    where mart_name = 'mart_regional_coverage'
),

regional_coverage as (

    select

        ---------- when and where
        region_quarters.quarter_start_date,
        quarters.quarter_label,
        regions.labour_market_region_name,

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
        -- One region alone would be compared with itself.
        case
            when regions_seen.region_count > 1
                then counts.profile_coverage_ratio - regions_seen.profile_coverage_ratio
        end as profile_coverage_ratio_difference_to_regions_seen,
        case
            when regions_seen.register_region_count > 1
                then counts.register_coverage_ratio - regions_seen.register_coverage_ratio
        end as register_coverage_ratio_difference_to_regions_seen,
        regions_seen.region_count,

        ---------- what it rests on
        publications.status,
        region_quarters.evidence_level,
        region_quarters.is_register_proven,
        cast(region_quarters.municipality_count as integer) as municipality_count,
        cast(region_quarters.expected_municipality_count as integer) as expected_municipality_count,
        cast(publications.warning_count as integer) as warning_count,
        cast(region_quarters.computed_clients_in_sonar as integer) as computed_clients_in_sonar,
        cast(region_quarters.printed_clients_in_sonar as integer) as printed_clients_in_sonar,
        region_quarters.is_grand_total_printed,
        cast(region_quarters.printed_register_coverage_percentage as double) as printed_register_coverage_percentage,

        ---------- to quote
        publications.published_date,
        publications.file_name,
        {{ short_locator('sonar_cells.locator') }} as locator,
        {{ citation(
            'regions.labour_market_region_name', 'quarters.quarter_label', 'publications', 'sonar_cells.locator',
            ', computed from its rows'
        ) }} as citation,

        ---------- ids
        region_quarters.region_quarter_key,
        region_quarters.publication_id,
        region_quarters.labour_market_region_key,
        region_quarters.labour_market_region_code,
        region_quarters.uwv_region_number,

        ---------- bounds
        {{ bounds_of('counts', shown_counts() + shown_ratios() + ['register_coverage_ratio']) }},
        comparisons.profile_coverage_rank_min,
        comparisons.profile_coverage_rank_max

    from region_quarters

    inner join counts
        on region_quarters.region_quarter_key = counts.number_key

    inner join comparisons
        on region_quarters.region_quarter_key = comparisons.number_key

    inner join regions
        on region_quarters.labour_market_region_key = regions.labour_market_region_key

    inner join quarters
        on region_quarters.quarter_start_date = quarters.quarter_start_date

    inner join publications
        on region_quarters.publication_id = publications.publication_id

    inner join regions_seen
        on region_quarters.quarter_start_date = regions_seen.quarter_start_date

    -- A total row that lacks this number, or holds another in its place, prints it nowhere.
    left join sonar_cells
        on
            region_quarters.publication_id = sonar_cells.publication_id
            and case when region_quarters.is_grand_total_printed then region_quarters.total_row_number end
            = sonar_cells.row_number

)

select * from regional_coverage
