select
    publication_id,
    row_number,
    column_number,
    column_role,
    cell_text,
    try_cast(replace(cell_text, '.', '') as bigint) as clients,
    x0,
    cast(null as date) as quarter_start_date,
    row_number > 1 as is_below_the_first

from landing.raw.cells
