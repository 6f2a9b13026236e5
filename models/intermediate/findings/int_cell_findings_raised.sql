-- What is wrong, missing, suppressed or corrected in single cells.
with

identified as (

    select * from {{ ref('int_publications_identified') }}

),

cells as (

    select * from {{ ref('int_cells_typed') }}

),

columns as (

    select * from {{ ref('stg_uwv__columns') }}

),

corrections as (

    select * from {{ ref('stg_uwv__publication_corrections') }}

),

municipality_rows as (

    select
        publication_id,
        row_number,
        min(page_number) as page_number

    from cells

    where row_kind = 'municipality'

    group by publication_id, row_number

),

rows_missing as (

    select
        {{ finding(
            'rows_missing',
            "'The table has no municipality rows.'",
            publication_id='identified.publication_id'
        ) }}

    from identified

    left join municipality_rows
        on identified.publication_id = municipality_rows.publication_id

    where municipality_rows.publication_id is null

),

cell_missing as (

    -- Every column but the region's (which spans the rows) and the shares has a text in every row.
    select
        {{ finding(
            'cell_missing',
            "concat('Row ', cast(municipality_rows.row_number as string), ' has nothing in the column ',
            columns.column_role, '. A blank is not a zero.')",
            row_number='municipality_rows.row_number',
            column_role='columns.column_role',
            page_number='municipality_rows.page_number',
            publication_id='municipality_rows.publication_id'
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

),

cell_not_a_count as (

    select
        {{ finding(
            'cell_not_a_count',
            "concat('\"', coalesce(corrected_text, cell_text), '\" is neither a count nor a mark of suppression.')",
            printed='cell_text',
            row_number='row_number',
            column_role='column_role',
            page_number='page_number'
        ) }}

    from cells

    where cell_kind = 'not a count'

),

suppressed_cell as (

    select
        {{ finding(
            'suppressed_cell',
            "concat('UWV did not publish this count (\"', cell_text, '\"): it stays empty, with bounds.')",
            printed='cell_text',
            row_number='row_number',
            column_role='column_role',
            page_number='page_number'
        ) }}

    from cells

    where cell_kind = 'suppressed'

),

count_mark_ignored as (

    select
        {{ finding(
            'count_mark_ignored',
            "concat('The mark behind \"', cell_text, '\" was left out: read its footnote.')",
            printed='cell_text',
            computed='cell_count',
            row_number='row_number',
            column_role='column_role',
            page_number='page_number'
        ) }}

    from cells

    where is_mark_ignored

),

correction_applied as (

    select
        {{ finding(
            'correction_applied',
            "concat('Printed \"', cells.cell_text, '\", read as \"', cells.corrected_text, '\": ', corrections.reason,
            ' (', corrections.provider, ').')",
            printed='cells.cell_text',
            computed='cells.corrected_text',
            row_number='cells.row_number',
            column_role='cells.column_role',
            page_number='cells.page_number',
            publication_id='cells.publication_id'
        ) }}

    from cells

    inner join corrections
        on
            cells.publication_id = corrections.publication_id
            and cells.row_number = corrections.row_number
            and cells.column_role = corrections.column_role

    where cells.corrected_text is not null

),

correction_guard_failed as (

    select
        {{ finding(
            'correction_guard_failed',
            "concat('The seed says \"', corrections.printed_text, '\" is printed here; the cell says \"',
            coalesce(cells.cell_text, ''), '\". The correction was not applied.')",
            printed='cells.cell_text',
            computed='corrections.printed_text',
            row_number='corrections.row_number',
            column_role='corrections.column_role',
            page_number='cells.page_number',
            publication_id='corrections.publication_id'
        ) }}

    from corrections

    inner join identified
        on corrections.publication_id = identified.publication_id

    left join cells
        on
            corrections.publication_id = cells.publication_id
            and corrections.row_number = cells.row_number
            and corrections.column_role = cells.column_role

    where cells.corrected_text is null

),

findings as (
    {{ all_of([
        'rows_missing', 'cell_missing', 'cell_not_a_count', 'suppressed_cell', 'count_mark_ignored',
        'correction_applied', 'correction_guard_failed'
    ]) }}

)

select * from findings
