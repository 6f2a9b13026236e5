-- Every name that CBS ever gave a region leads to that region's number.
select
    regions.labour_market_region_name,
    regions.uwv_region_number,
    aliases.uwv_region_number as resolved_number

from {{ ref('dim_labour_market_regions') }} as regions

left join {{ ref('stg_cbs__region_aliases') }} as aliases
    on {{ name_key('regions.labour_market_region_name') }} = aliases.alias_key

where
    regions.uwv_region_number is not null
    and aliases.uwv_region_number is distinct from regions.uwv_region_number
