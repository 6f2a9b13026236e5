with

versions as (select * from {{ ref('fct_region_quarter_versions') }}),

region_quarters as (

    select

        ---------- ids
        concat(cast(quarter_start_date as string), '/', cast(uwv_region_number as string)) as region_quarter_key,
        publication_id,
        total_row_number,
        labour_market_region_key,
        labour_market_region_code,
        uwv_region_number,

        ---------- numerics
        municipality_count,
        expected_municipality_count,
        {{ counts_with_bounds('versions', published_roles()) }},
        computed_clients_in_sonar,
        printed_clients_in_sonar,
        target_group_register,
        printed_register_coverage_percentage,
        evidence_level,

        ---------- booleans
        is_grand_total_printed,
        is_register_proven,

        ---------- dates
        quarter_start_date

    from versions

    where is_current

)

select * from region_quarters
