select * from {{ ref('mart_number_origins') }}
