with

source as (select * from {{ ref('measure_parts') }}),

renamed as (

    select

        ---------- ids
        measure,
        part_measure

    from source

)

select * from renamed
