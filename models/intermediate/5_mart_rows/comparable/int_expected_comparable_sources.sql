-- What the figures on the newest borders should be made of, by CBS's lists, whether or not the publications are there:
-- which municipalities of a quarter's last day went, whole or in part, into which municipality of today.
with

versions as (
    select * from {{ ref('int_publication_versions') }}
    where is_current
),

quarters as (

    select distinct
        quarter_start_date,
        cast(quarter_start_date + interval 3 month - interval 1 day as date) as quarter_end_date

    from versions

),

municipalities as (select * from {{ ref('dim_municipalities') }}),

current_municipalities as (

    select * from municipalities

    where is_current

),

successors as (select * from {{ ref('dim_municipality_successors') }}),

expected_comparable_sources as (

    select

        ---------- ids
        municipalities.municipality_code as source_municipality_code,
        municipalities.uwv_region_number as source_uwv_region_number,
        current_municipalities.municipality_code,
        current_municipalities.uwv_region_number,

        ---------- dates
        quarters.quarter_start_date

    from quarters

    inner join municipalities
        on
            quarters.quarter_end_date >= municipalities.valid_from
            and quarters.quarter_end_date < municipalities.valid_to

    inner join successors
        on municipalities.municipality_code = successors.municipality_code

    inner join current_municipalities
        on successors.successor_code = current_municipalities.municipality_code

)

select * from expected_comparable_sources
