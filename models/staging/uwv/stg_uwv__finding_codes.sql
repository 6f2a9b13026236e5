with

source as (

    select * from {{ ref('finding_codes') }}

),

renamed as (

    select

        ---------- ids
        finding_code,

        ---------- text
        severity,
        meaning,
        example,
        what_to_do

    from source

)

select * from renamed
