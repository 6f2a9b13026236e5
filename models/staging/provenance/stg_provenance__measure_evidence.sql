select * from {{ ref('measure_evidence') }}
