-- A region whose composition has not changed since has, in every quarter, the total of the municipalities that its own
-- publication printed.
with

printed as (

    select
        quarter_start_date,
        uwv_region_number,
        {%- for count in published_roles() %}
        {{ sum_if_all_known(count) }} as {{ count }},
        {{ sum_if_all_known(count ~ '_min') }} as {{ count }}_min,
        {{ sum_if_all_known(count ~ '_max') }} as {{ count }}_max,
        {%- endfor %}
        count(*) as municipality_count

    from {{ ref('fct_municipality_quarters') }}

    group by
        quarter_start_date,
        uwv_region_number

)

select
    regions.quarter_start_date,
    regions.uwv_region_number

from {{ ref('mart_regional_coverage_comparable') }} as regions

left join printed
    on
        regions.quarter_start_date = printed.quarter_start_date
        and regions.uwv_region_number = printed.uwv_region_number

where
    not regions.has_changed_composition
    and (
        printed.municipality_count is distinct from regions.source_row_count
        {%- for count in published_roles() %}
        or regions.{{ count }} is distinct from printed.{{ count }}
        or regions.{{ count }}_min is distinct from printed.{{ count }}_min
        or regions.{{ count }}_max is distinct from printed.{{ count }}_max
        {%- endfor %}
    )
