with

footnotes as (

    select * from {{ ref('int_footnotes_by_reader') }}

    where is_primary_reader

),

parsed as (

    select

        ---------- ids
        publication_id,
        passage_number,
        uwv_region_number,

        ---------- text
        passage_text,
        register_text,
        percentage_text,
        region_words,

        ---------- numerics
        printed_region_number,
        target_group_register,
        printed_percentage,
        percentage_decimals,
        page_number

    from footnotes

)

select * from parsed
