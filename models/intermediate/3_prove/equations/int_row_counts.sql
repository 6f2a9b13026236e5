-- Every count that is printed in a table row, one below the other: what follows needs no list of columns.
with

cells as (
    select * from {{ ref('int_cells_typed') }}
    where cell_kind in ('count', 'suppressed')
),

measures as (select * from {{ ref('stg_uwv__measures') }}),

row_counts as (

    -- Two columns with one role reject the publication; the greater count stands here for both.
    select

        ---------- ids
        cells.publication_id,
        cells.row_number,
        measures.measure,

        ---------- text
        min(cells.row_kind) as row_kind,
        max(cells.cell_text) as cell_text,

        ---------- numerics
        max(cells.cell_count) as row_count,
        max(cells.cell_count_min) as row_count_min,
        max(cells.cell_count_max) as row_count_max,

        ---------- place on the page
        min(cells.page_number) as page_number

    from cells

    inner join measures
        on cells.column_role = measures.measure

    group by cells.publication_id, cells.row_number, measures.measure

)

select * from row_counts
