with

source as (select * from {{ ref('finding_codes') }}),

renamed as (

    select

        ---------- ids
        finding_code,

        ---------- text
        severity,
        message_en,
        message_nl,
        meaning,
        example,
        what_to_do

    from source

)

select * from renamed
