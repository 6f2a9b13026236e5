-- A spelling stands for a municipality that a yearly list has, or that ended before the first list.
with

known_municipalities as (

    select municipality_code from {{ ref('stg_cbs__municipality_regions') }}

    union

    select old_municipality_code as municipality_code from {{ ref('stg_cbs__municipality_changes') }}

)

select aliases.*

from {{ ref('stg_cbs__municipality_aliases') }} as aliases

left join known_municipalities
    on aliases.municipality_code = known_municipalities.municipality_code

where known_municipalities.municipality_code is null
