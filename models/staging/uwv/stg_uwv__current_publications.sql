with

source as (select * from {{ ref('current_publications') }}),

renamed as (

    select

        ---------- ids
        publication_id,

        ---------- text
        reason,
        provider

    from source

)

select * from renamed
