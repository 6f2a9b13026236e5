-- Fails for every region total that is not the sum of its municipality rows, where every one of them is known.
with

sums as (

    select
        publication_id,
        count(*) as municipality_count
        {%- for role in published_roles() %},
        {{ sum_if_all_known(role) }} as {{ role }}
        {%- endfor %}

    from {{ ref('fct_municipality_quarters') }}

    group by publication_id

)

select regions.publication_id

from {{ ref('fct_region_quarters') }} as regions

full outer join sums
    on regions.publication_id = sums.publication_id

where
    regions.publication_id is null
    or sums.publication_id is null
    or regions.municipality_count <> sums.municipality_count
    {%- for role in published_roles() %}
    or regions.{{ role }} <> sums.{{ role }}
    {%- endfor %}
