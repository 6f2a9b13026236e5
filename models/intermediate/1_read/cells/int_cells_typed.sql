with

cells as (
    select * from {{ ref('int_cells_by_reader') }}
    where is_primary_reader
),

typed as (

    select

        ---------- ids
        publication_id,
        row_number,
        column_number,

        ---------- text
        row_kind,
        column_role,
        cell_text,
        corrected_text,
        cell_kind,

        ---------- numerics
        cell_count,
        cell_count_min,
        cell_count_max,

        ---------- booleans
        is_mark_ignored,

        ---------- place on the page
        page_number,
        x0,
        top,
        x1,
        bottom

    from cells

)

select * from typed
