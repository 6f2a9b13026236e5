with

cells as (select * from {{ ref('int_cells_typed') }}),

columns as (select * from {{ ref('stg_uwv__columns') }}),

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

measures as (select * from {{ ref('stg_uwv__measures') }}),

printed_totals as (select * from {{ ref('int_printed_totals') }}),

located as (

    select

        ---------- ids
        {{ cell_locator('cells', 'column_role') }} as locator,
        cells.publication_id,
        cells.row_number,
        cells.column_number,
        matched_rows.municipality_code,

        ---------- text
        cells.row_kind,
        cells.column_role,
        case
            when cells.row_kind = 'total' and measures.measure is not null then printed_totals.measure
            else cells.column_role
        end as counts_as,
        columns.header_text,
        cells.cell_text,
        cells.corrected_text,
        cells.cell_kind,

        ---------- numerics
        cells.cell_count,
        cells.cell_count_min,
        cells.cell_count_max,

        ---------- place on the page
        cells.page_number,
        cells.x0,
        cells.top,
        cells.x1,
        cells.bottom

    from cells

    left join columns
        on
            cells.publication_id = columns.publication_id
            and cells.column_number = columns.column_number

    left join matched_rows
        on
            cells.publication_id = matched_rows.publication_id
            and cells.row_number = matched_rows.row_number

    left join measures
        on cells.column_role = measures.measure

    left join printed_totals
        on
            cells.publication_id = printed_totals.publication_id
            and cells.row_number = printed_totals.total_row_number
            and cells.column_role = printed_totals.printed_measure

)

select * from located
