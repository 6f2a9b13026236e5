with

source as (select * from {{ ref('municipality_change') }}),

renamed as (

    select

        ---------- ids
        old_code as old_municipality_code,
        new_code as new_municipality_code,

        ---------- numerics
        weight,

        ---------- dates
        effective_date

    from source

)

select * from renamed
