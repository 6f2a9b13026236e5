{{ config(severity='warn') }}
-- Shows every reviewed correction whose publication is not loaded here, or not under this sha256 any more.
select corrections.*

from {{ ref('stg_uwv__publication_corrections') }} as corrections

left join {{ ref('stg_uwv__publications') }} as publications
    on corrections.publication_id = publications.publication_id

where publications.publication_id is null
