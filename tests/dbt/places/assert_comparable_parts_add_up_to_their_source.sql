-- What the municipalities of the newest borders receive of a published count adds up to it, to the unit. Where the
-- count is suppressed or a share unknown, the parts' bounds may be wider than those of the whole, never narrower.
with

municipality_quarters as (
    select * from {{ ref('fct_municipality_quarters') }}
    where is_counted
),

added_up as (

    select
        publication_id,
        source_municipality_code,
        {%- for count in published_roles() %}
        {{ sum_if_all_known(count) }} as {{ count }},
        {{ sum_if_all_known(count ~ '_min') }} as {{ count }}_min,
        {{ sum_if_all_known(count ~ '_max') }} as {{ count }}_max,
        {%- endfor %}
        count(*) = count(weight) as has_known_weights

    from {{ ref('mart_comparable_sources') }}

    group by
        publication_id,
        source_municipality_code

)

select
    municipality_quarters.publication_id,
    municipality_quarters.municipality_code

from municipality_quarters

left join added_up
    on
        municipality_quarters.publication_id = added_up.publication_id
        and municipality_quarters.municipality_code = added_up.source_municipality_code

where
    added_up.publication_id is null
    {%- for count in published_roles() %}
    or (
        added_up.has_known_weights
        and added_up.{{ count }} is distinct from municipality_quarters.{{ count }}
    )
    or added_up.{{ count }}_min > municipality_quarters.{{ count }}_min
    or added_up.{{ count }}_max < municipality_quarters.{{ count }}_max
    or (added_up.{{ count }}_max is not null and municipality_quarters.{{ count }}_max is null)
    {%- endfor %}
