select * from {{ ref('current_publications') }}
