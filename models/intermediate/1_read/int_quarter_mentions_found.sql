with

mentions as (

    select * from {{ ref('int_quarter_mentions_by_reader') }}

    where is_primary_reader

),

found as (

    select

        ---------- ids
        publication_id,

        ---------- text
        passage_role,

        ---------- numerics
        quarter_number,
        calendar_year,

        ---------- booleans
        is_over_two_headings

    from mentions

)

select * from found
