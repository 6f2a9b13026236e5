-- On no day does a spelling stand for two municipalities of one region.
select
    spellings.alias_key,
    spellings.uwv_region_number,
    spellings.municipality_key,
    other_spellings.municipality_key as other_municipality_key

from {{ ref('int_municipality_names') }} as spellings

inner join {{ ref('int_municipality_names') }} as other_spellings
    on
        spellings.alias_key = other_spellings.alias_key
        and spellings.uwv_region_number is not distinct from other_spellings.uwv_region_number
        and spellings.municipality_code < other_spellings.municipality_code
        and spellings.valid_from < other_spellings.valid_to
        and spellings.valid_to > other_spellings.valid_from
