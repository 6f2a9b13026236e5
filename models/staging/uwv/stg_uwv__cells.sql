with

cells_by_reader as (
    select * from {{ ref('stg_uwv__cells_by_reader') }}
    where is_primary_reader
),

renamed as (

    select

        ---------- ids
        publication_id,
        row_number,
        column_number,

        ---------- text
        row_kind,
        column_role,
        cell_text,

        ---------- place on the page
        page_number,
        x0,
        top,
        x1,
        bottom

    from cells_by_reader

)

select * from renamed
