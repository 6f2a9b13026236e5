-- What is wrong, missing, suppressed or corrected in single cells.
with

identified as (select * from {{ ref('int_publications_identified') }}),

cells as (select * from {{ ref('int_cells_typed') }}),

columns as (select * from {{ ref('stg_uwv__columns') }}),

corrections as (select * from {{ ref('stg_uwv__publication_corrections') }}),

municipality_rows as (

    select
        publication_id,
        row_number,
        min(page_number) as page_number

    from cells

    where row_kind = 'municipality'

    group by publication_id, row_number

),

findings as (

    select
        identified.publication_id,
        'rows_missing' as finding_code,
        {{ finding_columns() }}

    from identified

    left join municipality_rows
        on identified.publication_id = municipality_rows.publication_id

    where municipality_rows.publication_id is null

    union all

    -- Every column but the region's (which spans the rows) and the shares has a text in every row.
    select
        municipality_rows.publication_id,
        'cell_missing' as finding_code,
        {{ finding_columns(
            row_number='municipality_rows.row_number', column_role='columns.column_role',
            page_number='municipality_rows.page_number'
        ) }}

    from municipality_rows

    inner join columns
        on municipality_rows.publication_id = columns.publication_id

    left join cells
        on
            municipality_rows.publication_id = cells.publication_id
            and municipality_rows.row_number = cells.row_number
            and columns.column_number = cells.column_number

    where
        columns.column_role not in ('region', 'share')
        and cells.publication_id is null

    union all

    select
        publication_id,
        case cell_kind
            when 'not a count' then 'cell_not_a_count'
            when 'suppressed' then 'suppressed_cell'
        end as finding_code,
        cell_text as printed,
        cast(null as string) as computed,
        row_number,
        column_role,
        page_number,
        case cell_kind when 'not a count' then coalesce(corrected_text, cell_text) end as detail

    from cells

    where cell_kind in ('not a count', 'suppressed')

    union all

    select
        publication_id,
        'count_mark_ignored' as finding_code,
        cell_text as printed,
        cast(cell_count as string) as computed,
        row_number,
        column_role,
        page_number,
        cast(null as string) as detail

    from cells

    where is_mark_ignored

    union all

    select
        cells.publication_id,
        'correction_applied' as finding_code,
        cells.cell_text as printed,
        cells.corrected_text as computed,
        cells.row_number,
        cells.column_role,
        cells.page_number,
        concat(corrections.reason, ' (', corrections.provider, ')') as detail

    from cells

    inner join corrections
        on
            cells.publication_id = corrections.publication_id
            and cells.row_number = corrections.row_number
            and cells.column_role = corrections.column_role

    where cells.corrected_text is not null

    union all

    select
        corrections.publication_id,
        'correction_guard_failed' as finding_code,
        cells.cell_text as printed,
        corrections.printed_text as computed,
        corrections.row_number,
        corrections.column_role,
        cells.page_number,
        cast(null as string) as detail

    from corrections

    inner join identified
        on corrections.publication_id = identified.publication_id

    left join cells
        on
            corrections.publication_id = cells.publication_id
            and corrections.row_number = cells.row_number
            and corrections.column_role = cells.column_role

    where cells.corrected_text is null

)

select * from findings
