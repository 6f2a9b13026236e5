with

source as (

    select * from {{ ref('region_alias') }}

),

renamed as (

    select

        ---------- ids
        {{ name_key('alias') }} as alias_key,
        uwv_region_number,

        ---------- text
        alias,
        kind as alias_kind

    from source

)

select * from renamed
