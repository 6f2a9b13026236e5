{{ config(post_hook="{{ create_provenance_function() }}") }}
-- The function that the hook makes also reads:
-- depends_on: {{ ref('mart_provenance_columns') }}
-- depends_on: {{ ref('fct_equations') }}
-- depends_on: {{ ref('fct_cells') }}
-- depends_on: {{ ref('fct_passages') }}
-- depends_on: {{ ref('dim_quarters') }}
-- depends_on: {{ ref('dim_municipalities') }}
with

municipality_quarters as (select * from {{ ref('fct_municipality_quarters') }}),

region_quarters as (select * from {{ ref('fct_region_quarters') }}),

comparable_sources as (select * from {{ ref('mart_comparable_sources') }}),

current_municipalities as (
    select * from {{ ref('dim_municipalities') }}
    where is_current
),

rows_of_municipalities as (

    select
        'mart_municipality_coverage' as mart_name,
        municipality_quarter_key as number_key,
        publication_id,
        row_number,
        cast(1 as decimal(18, 9)) as weight

    from municipality_quarters

),

rows_of_regions as (

    select
        'mart_regional_coverage' as mart_name,
        region_quarters.region_quarter_key as number_key,
        municipality_quarters.publication_id,
        municipality_quarters.row_number,
        cast(1 as decimal(18, 9)) as weight

    from region_quarters

    inner join municipality_quarters
        on region_quarters.publication_id = municipality_quarters.publication_id

),

rows_of_the_country as (

    select
        'mart_national_coverage' as mart_name,
        cast(quarter_start_date as string) as number_key,
        publication_id,
        row_number,
        cast(1 as decimal(18, 9)) as weight

    from municipality_quarters

    where is_counted

),

rows_of_newest_municipalities as (

    select
        'mart_municipality_coverage_comparable' as mart_name,
        concat(cast(quarter_start_date as string), '/', municipality_code) as number_key,
        publication_id,
        row_number,
        cast(weight as decimal(18, 9)) as weight

    from comparable_sources

),

rows_of_newest_regions as (

    -- A municipality that was divided within one region counts whole there.
    select
        'mart_regional_coverage_comparable' as mart_name,
        concat(
            cast(comparable_sources.quarter_start_date as string), '/',
            cast(current_municipalities.uwv_region_number as string)
        ) as number_key,
        comparable_sources.publication_id,
        comparable_sources.row_number,
        case
            when count(*) = count(comparable_sources.weight)
                then cast(sum(comparable_sources.weight) as decimal(18, 9))
        end as weight

    from comparable_sources

    inner join current_municipalities
        on comparable_sources.municipality_code = current_municipalities.municipality_code

    group by
        comparable_sources.quarter_start_date,
        current_municipalities.uwv_region_number,
        comparable_sources.publication_id,
        comparable_sources.row_number

),

provenance_rows as (

    select * from rows_of_municipalities

    union all

    select * from rows_of_regions

    union all

    select * from rows_of_the_country

    union all

    select * from rows_of_newest_municipalities

    union all

    select * from rows_of_newest_regions

)

select * from provenance_rows
