select * from {{ ref('passed_findings') }}
