-- What the figures of every region of the newest composition rest on, and whether its composition has changed since.
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

region_counts as (

    select * from {{ ref('int_comparable_region_counts') }}

    where measure_kind = 'total'

),

municipalities as (

    select * from {{ ref('dim_municipalities') }}

),

current_municipalities as (

    select * from municipalities

    where is_current

),

successors as (

    select * from {{ ref('dim_municipality_successors') }}

),

rows_of_regions as (

    -- UWV may have printed a municipality under another region than the one it lies in today.
    select
        uwv_region_number,
        quarter_start_date,
        count(*) as source_row_count,
        max(case when is_divided then 1 else 0 end) = 1 as is_estimated,
        max(case when is_of_unknown_weight then 1 else 0 end) = 1 as has_unknown_weight,
        max(case when source_uwv_region_number is distinct from uwv_region_number then 1 else 0 end) = 1
            as has_received_by_print

    from region_counts

    group by uwv_region_number, quarter_start_date

),

left_by_print as (

    select distinct
        source_uwv_region_number as uwv_region_number,
        quarter_start_date

    from region_counts

    where source_uwv_region_number is distinct from uwv_region_number

),

moves_between_regions as (

    -- The same by CBS's classification, whether or not the publications are there.
    select
        quarters.quarter_start_date,
        municipalities.uwv_region_number as old_region_number,
        current_municipalities.uwv_region_number as new_region_number

    from quarters

    inner join municipalities
        on
            quarters.quarter_end_date >= municipalities.valid_from
            and quarters.quarter_end_date < municipalities.valid_to

    inner join successors
        on municipalities.municipality_code = successors.municipality_code

    inner join current_municipalities
        on successors.successor_code = current_municipalities.municipality_code

    where municipalities.uwv_region_number is distinct from current_municipalities.uwv_region_number

),

changed_compositions as (

    select
        quarter_start_date,
        old_region_number as uwv_region_number

    from moves_between_regions

    union

    select
        quarter_start_date,
        new_region_number as uwv_region_number

    from moves_between_regions

    union

    select
        quarter_start_date,
        uwv_region_number

    from left_by_print

    union

    select
        quarter_start_date,
        uwv_region_number

    from rows_of_regions

    where has_received_by_print

),

comparable_regions as (

    select

        ---------- ids
        rows_of_regions.uwv_region_number,

        ---------- numerics
        rows_of_regions.source_row_count,

        ---------- booleans
        rows_of_regions.is_estimated,
        rows_of_regions.has_unknown_weight,
        changed_compositions.uwv_region_number is not null as has_changed_composition,

        ---------- dates
        rows_of_regions.quarter_start_date

    from rows_of_regions

    left join changed_compositions
        on
            rows_of_regions.uwv_region_number = changed_compositions.uwv_region_number
            and rows_of_regions.quarter_start_date = changed_compositions.quarter_start_date

)

select * from comparable_regions
