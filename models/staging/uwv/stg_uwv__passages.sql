with

passages_by_reader as (
    select * from {{ ref('stg_uwv__passages_by_reader') }}
    where is_primary_reader
),

renamed as (

    select

        ---------- ids
        publication_id,
        passage_number,

        ---------- text
        passage_role,
        passage_text,

        ---------- place on the page
        page_number,
        x0,
        top,
        x1,
        bottom

    from passages_by_reader

)

select * from renamed
