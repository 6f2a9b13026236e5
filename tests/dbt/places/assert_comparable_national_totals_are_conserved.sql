-- New borders neither make nor lose people: in every quarter the country's total is the same, to the unit, in the
-- publications, on the newest municipalities and in the newest regions. Bounds may widen where a count is suppressed
-- or a share unknown.
with

{% for level, relation in {
    'published': ref('fct_municipality_quarters'),
    'municipal': ref('mart_municipality_coverage_comparable'),
    'regional': ref('mart_regional_coverage_comparable')
}.items() %}
{{ level }} as (

    select
        quarter_start_date,
        {%- for count in published_roles() %}
        {{ sum_if_all_known(count) }} as {{ count }},
        {{ sum_if_all_known(count ~ '_min') }} as {{ count }}_min,
        {{ sum_if_all_known(count ~ '_max') }} as {{ count }}_max,
        {%- endfor %}
        {% if level == 'published' -%}
        false as has_unknown_weight
        {%- else -%}
        max(case when has_unknown_weight then 1 else 0 end) = 1 as has_unknown_weight
        {%- endif %}

    from {{ relation }}
    {%- if level == 'published' %}

    where is_counted
    {%- endif %}

    group by quarter_start_date

),

{% endfor %}
compared as (

    select
        coalesce(published.quarter_start_date, municipal.quarter_start_date, regional.quarter_start_date)
            as quarter_start_date,
        published.quarter_start_date is null
        or municipal.quarter_start_date is null
        or regional.quarter_start_date is null as is_quarter_missing,
        {%- for count in published_roles() %}
        {%- for level in ['municipal', 'regional'] %}
        coalesce(
            (not {{ level }}.has_unknown_weight and {{ level }}.{{ count }} is distinct from published.{{ count }})
            or {{ level }}.{{ count }}_min > published.{{ count }}_min
            or {{ level }}.{{ count }}_max < published.{{ count }}_max
            or ({{ level }}.{{ count }}_max is not null and published.{{ count }}_max is null),
            false
        ) as is_{{ level }}_{{ count }}_off{{ ',' if not loop.last }}
        {%- endfor %}{{ ',' if not loop.last }}
        {%- endfor %}

    from published

    full join municipal
        on published.quarter_start_date = municipal.quarter_start_date

    full join regional
        on published.quarter_start_date = regional.quarter_start_date

)

select * from compared

where
    is_quarter_missing
    {%- for count in published_roles() %}
    or is_municipal_{{ count }}_off
    or is_regional_{{ count }}_off
    {%- endfor %}
