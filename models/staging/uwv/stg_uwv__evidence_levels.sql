with

source as (select * from {{ ref('evidence_levels') }}),

renamed as (

    select

        ---------- ids
        evidence_level,

        ---------- text
        evidence_name,
        meaning,
        what_may_be_wrong

    from source

)

select * from renamed
