with

finding_codes as (select * from {{ ref('stg_uwv__finding_codes') }})

select * from finding_codes
