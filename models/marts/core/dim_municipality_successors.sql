with

successors as (

    select * from {{ ref('int_municipality_successors') }}

)

select * from successors
