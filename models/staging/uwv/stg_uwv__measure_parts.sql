select * from {{ ref('measure_parts') }}
