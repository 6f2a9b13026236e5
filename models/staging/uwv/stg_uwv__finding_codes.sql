select * from {{ ref('finding_codes') }}
