with

source as (select * from {{ ref('municipality_alias') }}),

renamed as (

    select

        ---------- ids
        {{ name_key('alias') }} as alias_key,
        municipality_code,

        ---------- text
        alias,
        kind as alias_kind

    from source

)

select * from renamed
