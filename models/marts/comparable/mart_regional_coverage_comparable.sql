-- Sums municipalities, not printed region totals. A municipality that was divided inside one region counts whole
-- there, so only a municipality divided over two regions makes a region's figure an estimate.
with

municipality_quarters as (

    select * from {{ ref('fct_municipality_quarters') }}

),

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

),

sources as (

    select * from {{ ref('mart_comparable_sources') }}

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

successor_counts as (

    select
        municipality_code,
        count(*) as successor_count

    from successors

    group by municipality_code

),

parts_in_regions as (

    select
        sources.publication_id,
        sources.source_municipality_code,
        sources.source_uwv_region_number,
        sources.quarter_start_date,
        current_municipalities.uwv_region_number,
        {%- for count in published_roles() %}
        {{ sum_if_all_known('sources.' ~ count) }} as {{ count }},
        {{ whole_sum('sources.' ~ count ~ '_min') }} as {{ count }}_min,
        {{ sum_if_all_known('sources.' ~ count ~ '_max') }} as {{ count }}_max,
        {%- endfor %}
        count(*) as successor_count,
        count(sources.weight) = count(*) as has_known_weights

    from sources

    inner join current_municipalities
        on sources.municipality_code = current_municipalities.municipality_code

    group by
        sources.publication_id,
        sources.source_municipality_code,
        sources.source_uwv_region_number,
        sources.quarter_start_date,
        current_municipalities.uwv_region_number

),

counts_in_regions as (

    select
        parts.uwv_region_number,
        parts.quarter_start_date,
        parts.source_uwv_region_number,
        parts.successor_count < successor_counts.successor_count as is_divided,
        parts.successor_count < successor_counts.successor_count
        and not parts.has_known_weights as is_of_unknown_weight,
        {%- for count in published_roles() %}
        {%- for bound in ['', '_min', '_max'] %}
        case
            when parts.successor_count = successor_counts.successor_count
                then municipality_quarters.{{ count }}{{ bound }}
            else parts.{{ count }}{{ bound }}
        end as {{ count }}{{ bound }}{{ ',' if not loop.last }}
        {%- endfor %}{{ ',' if not loop.last }}
        {%- endfor %}

    from parts_in_regions as parts

    inner join successor_counts
        on parts.source_municipality_code = successor_counts.municipality_code

    inner join municipality_quarters
        on
            parts.publication_id = municipality_quarters.publication_id
            and parts.source_municipality_code = municipality_quarters.municipality_code

),

summed as (

    select
        uwv_region_number,
        quarter_start_date,
        {%- for count in published_roles() %}
        {{ sum_if_all_known(count) }} as {{ count }},
        {{ whole_sum(count ~ '_min') }} as {{ count }}_min,
        {{ sum_if_all_known(count ~ '_max') }} as {{ count }}_max,
        {%- endfor %}
        count(*) as source_row_count,
        max(case when is_divided then 1 else 0 end) = 1 as is_estimated,
        max(case when is_of_unknown_weight then 1 else 0 end) = 1 as has_unknown_weight,
        -- UWV printed a municipality under another region than the one it lies in today.
        max(case when source_uwv_region_number is distinct from uwv_region_number then 1 else 0 end) = 1
            as has_received_by_print

    from counts_in_regions

    group by
        uwv_region_number,
        quarter_start_date

),

left_by_print as (

    select distinct
        source_uwv_region_number as uwv_region_number,
        quarter_start_date

    from counts_in_regions

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

    from summed

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

with_subtotals as (

    select
        summed.*,
        {{ subtotals_with_bounds() }}

    from summed

),

described as (

    select
        with_subtotals.*,
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

    from with_subtotals

    inner join quarters
        on with_subtotals.quarter_start_date = quarters.quarter_start_date

    inner join current_regions
        on with_subtotals.uwv_region_number = current_regions.uwv_region_number

    inner join expected_municipalities
        on with_subtotals.uwv_region_number = expected_municipalities.uwv_region_number

    inner join seen_municipalities
        on
            with_subtotals.uwv_region_number = seen_municipalities.uwv_region_number
            and with_subtotals.quarter_start_date = seen_municipalities.quarter_start_date

    left join changed_compositions
        on
            with_subtotals.uwv_region_number = changed_compositions.uwv_region_number
            and with_subtotals.quarter_start_date = changed_compositions.quarter_start_date

    left join region_quarters
        on
            with_subtotals.uwv_region_number = region_quarters.uwv_region_number
            and with_subtotals.quarter_start_date = region_quarters.quarter_start_date

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
        {%- for count in shown_counts() %}
        {{ count }},
        {{ count }}_min,
        {{ count }}_max,
        {%- endfor %}
        target_group_register,

        ---------- ratios
        {{ profile_coverage_ratios() }},
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
