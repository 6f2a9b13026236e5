with

source as (select * from {{ ref('passed_findings') }}),

renamed as (

    select

        ---------- ids
        publication_id,
        finding_code,

        ---------- text
        reason,
        provider

    from source

)

select * from renamed
