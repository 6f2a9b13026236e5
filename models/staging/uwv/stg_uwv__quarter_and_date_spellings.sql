with

source as (select * from {{ ref('quarter_and_date_spellings') }}),

renamed as (

    select

        ---------- text
        passage_kind,
        meaning,
        spelling,
        coalesce(rewritten, '') as rewritten,

        ---------- numerics
        step

    from source

)

select * from renamed
