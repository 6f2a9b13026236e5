select * from {{ ref('column_orders') }}
