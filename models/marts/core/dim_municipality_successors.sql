with

successors as (

    select * from {{ ref('int_municipality_successors') }}

),

municipality_successors as (

    select

        ---------- ids
        municipality_code,
        successor_code,

        ---------- numerics
        weight,
        change_count,

        ---------- booleans
        is_split,
        has_known_weights

    from successors

)

select * from municipality_successors
