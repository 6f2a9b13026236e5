with

versions as (

    select * from {{ ref('fct_municipality_quarter_versions') }}

),

municipality_quarters as (

    select

        ---------- ids
        concat(
            cast(quarter_start_date as string), '/', cast(uwv_region_number as string), '/', municipality_code
        ) as municipality_quarter_key,
        publication_id,
        row_number,
        municipality_key,
        municipality_code,
        labour_market_region_key,
        labour_market_region_code,
        uwv_region_number,

        ---------- numerics
        {{ counts_with_bounds('versions', published_roles()) }},
        evidence_level,

        ---------- dates
        quarter_start_date

    from versions

    where is_current

)

select * from municipality_quarters
