with

passages as (
    select * from {{ ref('stg_uwv__passages_by_reader') }}
    where is_primary_reader
),

headings as (
    select * from {{ ref('int_headings_by_reader') }}
    where is_primary_reader
),

located as (

    select

        ---------- ids
        passages.publication_id,
        passages.passage_number,

        ---------- text
        passages.passage_role,
        passages.passage_text,
        coalesce(headings.heading_meaning, passages.passage_role) as passage_meaning,

        ---------- place on the page
        passages.page_number,
        passages.x0,
        passages.top,
        passages.x1,
        passages.bottom

    from passages

    left join headings
        on
            passages.publication_id = headings.publication_id
            and passages.passage_number = headings.passage_number

)

select * from located
