-- Every chain of changes ends in a municipality of today, and every municipality of today is its own successor.
with

current_municipalities as (

    select municipality_code from {{ ref('dim_municipalities') }}

    where is_current

),

successors as (select * from {{ ref('dim_municipality_successors') }}),

ends_elsewhere as (

    select
        successors.municipality_code,
        successors.successor_code

    from successors

    left join current_municipalities
        on successors.successor_code = current_municipalities.municipality_code

    where current_municipalities.municipality_code is null

),

not_its_own as (

    select
        current_municipalities.municipality_code,
        max(successors.successor_code) as successor_code

    from current_municipalities

    left join successors
        on current_municipalities.municipality_code = successors.municipality_code

    group by current_municipalities.municipality_code

    having
        count(*) <> 1
        or max(successors.successor_code) is distinct from current_municipalities.municipality_code
        or max(successors.weight) is distinct from 1

)

select * from ends_elsewhere

union all

select * from not_its_own
