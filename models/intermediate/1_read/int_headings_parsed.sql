with

headings as (

    select * from {{ ref('int_headings_by_reader') }}

    where is_primary_reader

),

parsed as (

    select

        ---------- ids
        publication_id,
        passage_number,
        uwv_region_number,

        ---------- text
        passage_role,
        passage_text,
        quarter_words,
        region_words,
        heading_meaning,

        ---------- numerics
        printed_region_number,
        page_number

    from headings

)

select * from parsed
