with

source as (select * from {{ ref('level_limits') }}),

renamed as (

    select

        ---------- ids
        limit_code,

        ---------- numerics
        factor,
        least_clients,
        least_distance,
        most_quarters_apart,

        ---------- text
        meaning

    from source

)

select * from renamed
