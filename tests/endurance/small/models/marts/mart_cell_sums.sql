select
    publication_id,
    count(*) as cell_count,
    cast(sum(clients) as bigint) as clients

from {{ ref('fct_cells') }}

group by publication_id
