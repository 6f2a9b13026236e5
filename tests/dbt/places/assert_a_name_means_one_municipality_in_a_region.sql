-- On no day does a spelling stand for two municipalities of one region.
select
    names.alias_key,
    names.uwv_region_number,
    names.municipality_key,
    others.municipality_key as other_municipality_key

from {{ ref('int_municipality_names') }} as names

inner join {{ ref('int_municipality_names') }} as others
    on
        names.alias_key = others.alias_key
        and names.uwv_region_number is not distinct from others.uwv_region_number
        and names.municipality_code < others.municipality_code
        and names.valid_from < others.valid_to
        and names.valid_to > others.valid_from
