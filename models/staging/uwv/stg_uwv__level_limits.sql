select * from {{ ref('level_limits') }}
