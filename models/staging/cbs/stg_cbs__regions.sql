with

source as (select * from {{ ref('region_number') }}),

renamed as (

    select

        ---------- ids
        uwv_region_number,
        alternative_number as alternative_region_number,

        ---------- text
        uwv_name_2015 as uwv_region_name

    from source

)

select * from renamed
