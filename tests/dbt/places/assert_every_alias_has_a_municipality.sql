-- A spelling stands for a municipality that a yearly list has, or that ended before the first list.
select aliases.*

from {{ ref('stg_cbs__municipality_aliases') }} as aliases

where
    aliases.municipality_code not in (select municipality_code from {{ ref('stg_cbs__municipality_regions') }})
    and aliases.municipality_code not in (select old_municipality_code from {{ ref('stg_cbs__municipality_changes') }})
