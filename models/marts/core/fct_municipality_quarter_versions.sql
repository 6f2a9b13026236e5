{{ config(post_hook="{{ create_as_published_function() }}") }}
with

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

versions as (select * from {{ ref('int_publication_versions') }}),

row_evidence as (select * from {{ ref('int_row_evidence') }}),

regions as (select * from {{ ref('dim_labour_market_regions') }}),

counts as (

    select
        publication_id,
        row_number,
        municipality_key,
        municipality_code,
        {{ counts_side_by_side(published_roles()) }}

    from municipality_counts

    group by publication_id, row_number, municipality_key, municipality_code

),

municipality_quarter_versions as (

    select

        ---------- ids
        concat(counts.publication_id, '/', counts.municipality_code) as municipality_quarter_version_key,
        counts.publication_id,
        counts.row_number,
        counts.municipality_key,
        counts.municipality_code,
        regions.labour_market_region_key,
        regions.labour_market_region_code,
        versions.uwv_region_number,

        ---------- text
        versions.published_date_precision,
        versions.published_from_basis,

        ---------- numerics
        versions.version_number,
        {{ counts_with_bounds('counts', published_roles()) }},
        row_evidence.evidence_level,

        ---------- booleans
        versions.is_current,

        ---------- dates
        versions.quarter_start_date,
        versions.published_date,
        versions.published_from,
        versions.published_to,

        ---------- moments
        versions.loaded_from,
        versions.loaded_to

    from counts

    inner join versions
        on counts.publication_id = versions.publication_id

    inner join row_evidence
        on
            counts.publication_id = row_evidence.publication_id
            and counts.row_number = row_evidence.row_number

    inner join regions
        on
            versions.uwv_region_number = regions.uwv_region_number
            and versions.quarter_start_date >= regions.valid_from
            and versions.quarter_start_date < regions.valid_to

)

select * from municipality_quarter_versions
