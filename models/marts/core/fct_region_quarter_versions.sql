with

totals as (

    select * from {{ ref('int_region_counts_summed') }}

),

versions as (

    select * from {{ ref('int_publication_versions_ordered') }}

),

identified as (

    select * from {{ ref('int_publications_identified') }}

),

regions as (

    select * from {{ ref('dim_labour_market_regions') }}

),

region_quarter_versions as (

    select

        ---------- ids
        totals.publication_id,
        totals.total_row_number,
        regions.labour_market_region_key,
        regions.labour_market_region_code,
        versions.uwv_region_number,

        ---------- text
        versions.published_date_precision,

        ---------- numerics
        versions.version_number,
        totals.municipality_count,
        totals.expected_municipality_count
        {%- for role in published_roles() %},
        totals.{{ role }},
        totals.{{ role }}_min,
        totals.{{ role }}_max
        {%- endfor %},
        totals.computed_clients_in_sonar,
        totals.printed_clients_in_sonar,
        identified.target_group_register,
        identified.printed_percentage as printed_register_coverage_percentage,

        ---------- booleans
        versions.is_current,
        totals.printed_clients_in_sonar is not null as is_grand_total_printed,

        ---------- dates
        versions.quarter_start_date,
        versions.published_date,
        versions.published_from,
        versions.published_to,

        ---------- moments
        versions.loaded_from,
        versions.loaded_to

    from totals

    inner join versions
        on totals.publication_id = versions.publication_id

    inner join identified
        on totals.publication_id = identified.publication_id

    inner join regions
        on
            versions.uwv_region_number = regions.uwv_region_number
            and versions.quarter_start_date >= regions.valid_from
            and versions.quarter_start_date < regions.valid_to

)

select * from region_quarter_versions
