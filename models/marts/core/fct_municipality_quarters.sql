with

versions as (select * from {{ ref('fct_municipality_quarter_versions') }}),

municipality_sources as (select * from {{ ref('int_municipality_sources') }}),

municipality_quarters as (

    select

        ---------- ids
        municipality_sources.municipality_quarter_key,
        versions.publication_id,
        versions.row_number,
        versions.municipality_key,
        versions.municipality_code,
        versions.labour_market_region_key,
        versions.labour_market_region_code,
        versions.uwv_region_number,

        ---------- numerics
        {{ counts_with_bounds('versions', published_roles()) }},
        versions.evidence_level,

        ---------- booleans
        municipality_sources.is_counted,

        ---------- dates
        versions.quarter_start_date

    from versions

    inner join municipality_sources
        on
            versions.publication_id = municipality_sources.publication_id
            and versions.row_number = municipality_sources.row_number

    where versions.is_current

)

select * from municipality_quarters
