with

region_counts as (select * from {{ ref('int_region_counts') }}),

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

expected_municipalities as (select * from {{ ref('int_expected_municipalities') }}),

versions as (select * from {{ ref('int_publication_versions') }}),

registers as (select * from {{ ref('int_registers_published') }}),

row_evidence as (select * from {{ ref('int_row_evidence') }}),

regions as (select * from {{ ref('dim_labour_market_regions') }}),

totals as (

    select
        publication_id,
        max(total_row_number) as total_row_number,
        max(computed_count) filter (where measure = 'clients_in_sonar') as computed_clients_in_sonar,
        max(printed_count) filter (where measure = 'clients_in_sonar') as printed_clients_in_sonar,
        {{ counts_side_by_side(published_roles()) }}

    from region_counts

    group by publication_id

),

numbers_of_municipalities as (

    select
        publication_id,
        count(distinct municipality_code) as municipality_count

    from municipality_counts

    group by publication_id

),

evidence as (

    -- A sum rests on its weakest row.
    select
        publication_id,
        min(evidence_level) as evidence_level

    from row_evidence

    group by publication_id

),

expected_numbers as (

    select
        publication_id,
        count(*) as expected_municipality_count

    from expected_municipalities

    group by publication_id

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
        versions.published_from_basis,

        ---------- numerics
        versions.version_number,
        numbers_of_municipalities.municipality_count,
        coalesce(expected_numbers.expected_municipality_count, 0) as expected_municipality_count,
        {{ counts_with_bounds('totals', published_roles()) }},
        totals.computed_clients_in_sonar,
        totals.printed_clients_in_sonar,
        registers.target_group_register,
        registers.printed_percentage as printed_register_coverage_percentage,
        evidence.evidence_level,

        ---------- booleans
        versions.is_current,
        totals.printed_clients_in_sonar is not null as is_grand_total_printed,
        registers.is_register_proven,

        ---------- dates
        versions.quarter_start_date,
        versions.published_date,
        versions.published_from,
        versions.published_to,

        ---------- moments
        versions.loaded_from,
        versions.loaded_to

    from totals

    inner join numbers_of_municipalities
        on totals.publication_id = numbers_of_municipalities.publication_id

    inner join versions
        on totals.publication_id = versions.publication_id

    inner join registers
        on totals.publication_id = registers.publication_id

    inner join evidence
        on totals.publication_id = evidence.publication_id

    left join expected_numbers
        on totals.publication_id = expected_numbers.publication_id

    inner join regions
        on
            versions.uwv_region_number = regions.uwv_region_number
            and versions.quarter_start_date >= regions.valid_from
            and versions.quarter_start_date < regions.valid_to

)

select * from region_quarter_versions
