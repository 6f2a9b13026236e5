select * from {{ ref('mart_numbers') }}
