-- What the figures of every region of the newest composition rest on, and whether its composition has changed since.
with

region_counts as (
    select * from {{ ref('int_comparable_region_counts') }}
    where measure_kind = 'total'
),

comparable_municipalities as (select * from {{ ref('int_comparable_municipalities') }}),

expected_sources as (select * from {{ ref('int_expected_comparable_sources') }}),

current_municipalities as (
    select * from {{ ref('dim_municipalities') }}
    where is_current
),

expected_municipalities as (

    select
        uwv_region_number,
        count(*) as expected_municipality_count

    from current_municipalities

    group by uwv_region_number

),

seen_municipalities as (

    select
        uwv_region_number,
        quarter_start_date,
        count(*) as seen_municipality_count,
        count(*) filter (where is_complete) as complete_municipality_count

    from comparable_municipalities

    group by uwv_region_number, quarter_start_date

),

rows_of_regions as (

    select
        comparable_region_quarter_key,
        uwv_region_number,
        quarter_start_date,
        count(*) as source_row_count,
        max(case when is_divided then 1 else 0 end) = 1 as is_estimated,
        max(case when is_of_unknown_weight then 1 else 0 end) = 1 as has_unknown_weight

    from region_counts

    group by comparable_region_quarter_key, uwv_region_number, quarter_start_date

),

moves_between_regions as (

    -- By CBS's classification, whether or not the publications are there.
    select
        quarter_start_date,
        source_uwv_region_number,
        uwv_region_number

    from expected_sources

    where source_uwv_region_number is distinct from uwv_region_number

    union

    -- UWV may have printed a municipality under another region than the one it lies in today.
    select
        quarter_start_date,
        source_uwv_region_number,
        uwv_region_number

    from region_counts

    where source_uwv_region_number is distinct from uwv_region_number

),

changed_compositions as (

    select
        quarter_start_date,
        source_uwv_region_number as uwv_region_number

    from moves_between_regions

    union

    select
        quarter_start_date,
        uwv_region_number

    from moves_between_regions

),

comparable_regions as (

    select

        ---------- ids
        rows_of_regions.comparable_region_quarter_key,
        rows_of_regions.uwv_region_number,

        ---------- numerics
        cast(rows_of_regions.source_row_count as integer) as source_row_count,
        cast(expected_municipalities.expected_municipality_count as integer) as expected_municipality_count,
        cast(seen_municipalities.seen_municipality_count as integer) as seen_municipality_count,

        ---------- booleans
        rows_of_regions.is_estimated,
        rows_of_regions.has_unknown_weight,
        changed_compositions.uwv_region_number is not null as has_changed_composition,
        seen_municipalities.complete_municipality_count = expected_municipalities.expected_municipality_count
            as is_complete,

        ---------- dates
        rows_of_regions.quarter_start_date

    from rows_of_regions

    inner join seen_municipalities
        on
            rows_of_regions.uwv_region_number = seen_municipalities.uwv_region_number
            and rows_of_regions.quarter_start_date = seen_municipalities.quarter_start_date

    inner join expected_municipalities
        on rows_of_regions.uwv_region_number = expected_municipalities.uwv_region_number

    left join changed_compositions
        on
            rows_of_regions.uwv_region_number = changed_compositions.uwv_region_number
            and rows_of_regions.quarter_start_date = changed_compositions.quarter_start_date

)

select * from comparable_regions
