-- Sums municipalities, not printed region totals.
with

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

),

region_counts as (

    select * from {{ ref('int_comparable_region_counts') }}

    where measure_kind = 'total'

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_regional_coverage_comparable'

),

municipality_coverage as (

    select * from {{ ref('mart_municipality_coverage_comparable') }}

),

municipalities as (

    select * from {{ ref('dim_municipalities') }}

),

current_municipalities as (

    select * from municipalities

    where is_current

),

current_regions as (

    select * from {{ ref('dim_labour_market_regions') }}

    where is_current

),

successors as (

    select * from {{ ref('dim_municipality_successors') }}

),

quarters as (

    select * from {{ ref('dim_quarters') }}

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

    from municipality_coverage

    group by
        uwv_region_number,
        quarter_start_date

),

described as (

    select
        rows_of_regions.*,
        {{ counts_with_bounds('counts', shown_counts()) }},
        counts.profile_coverage_ratio,
        counts.municipal_profile_coverage_ratio,
        counts.uwv_profile_coverage_ratio,
        quarters.quarter_label,
        current_regions.labour_market_region_code,
        current_regions.labour_market_region_name,
        expected_municipalities.expected_municipality_count,
        seen_municipalities.seen_municipality_count,
        seen_municipalities.complete_municipality_count = expected_municipalities.expected_municipality_count
            as is_complete,
        changed_compositions.uwv_region_number is not null as has_changed_composition,
        case
            when changed_compositions.uwv_region_number is null then region_quarters.target_group_register
        end as target_group_register

    from rows_of_regions

    inner join counts
        on
            concat(
                cast(rows_of_regions.quarter_start_date as string), '/',
                cast(rows_of_regions.uwv_region_number as string)
            ) = counts.number_key

    inner join quarters
        on rows_of_regions.quarter_start_date = quarters.quarter_start_date

    inner join current_regions
        on rows_of_regions.uwv_region_number = current_regions.uwv_region_number

    inner join expected_municipalities
        on rows_of_regions.uwv_region_number = expected_municipalities.uwv_region_number

    inner join seen_municipalities
        on
            rows_of_regions.uwv_region_number = seen_municipalities.uwv_region_number
            and rows_of_regions.quarter_start_date = seen_municipalities.quarter_start_date

    left join changed_compositions
        on
            rows_of_regions.uwv_region_number = changed_compositions.uwv_region_number
            and rows_of_regions.quarter_start_date = changed_compositions.quarter_start_date

    left join region_quarters
        on
            rows_of_regions.uwv_region_number = region_quarters.uwv_region_number
            and rows_of_regions.quarter_start_date = region_quarters.quarter_start_date

),

comparable as (

    select

        ---------- ids
        labour_market_region_code,
        uwv_region_number,

        ---------- text
        labour_market_region_name,
        quarter_label,

        ---------- counts
        {{ counts_with_bounds('described', shown_counts()) }},
        target_group_register,

        ---------- ratios
        profile_coverage_ratio,
        municipal_profile_coverage_ratio,
        uwv_profile_coverage_ratio,
        case when is_complete then {{ ratio('clients_in_sonar', 'target_group_register') }} end
            as register_coverage_ratio,

        ---------- what it rests on
        source_row_count,
        expected_municipality_count,
        seen_municipality_count,
        has_changed_composition,
        is_estimated,
        has_unknown_weight,
        is_complete,

        ---------- dates
        quarter_start_date

    from described

)

select * from comparable
