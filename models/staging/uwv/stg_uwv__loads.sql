with

source as (select * from {{ source('uwv', 'loads') }}),

renamed as (

    select

        ---------- ids
        load_id,

        ---------- numerics
        load_number,

        ---------- moments
        finished_at

    from source

)

select * from renamed
