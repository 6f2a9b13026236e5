select * from {{ ref('column_roles') }}
