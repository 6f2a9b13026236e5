-- Every chain of changes ends in a municipality of today, and every municipality of today is its own successor.
with

current_municipalities as (

    select municipality_code

    from {{ ref('dim_municipalities') }}

    where is_current

),

successors as (

    select * from {{ ref('int_municipality_successors') }}

)

select
    current_municipalities.municipality_code as current_code,
    successors.municipality_code,
    successors.successor_code,
    successors.weight

from current_municipalities

full join successors
    on current_municipalities.municipality_code = successors.successor_code

where
    current_municipalities.municipality_code is null
    or successors.municipality_code is null
    or (
        successors.municipality_code in (select municipality_code from current_municipalities)
        and (successors.municipality_code <> successors.successor_code or successors.weight <> 1)
    )
