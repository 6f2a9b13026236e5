-- Fails for every reviewed correction whose publication is loaded and whose guard does not hold: the cell is not there
-- or prints something else than the seed says.
select
    corrections.publication_id,
    corrections.row_number,
    corrections.column_role,
    corrections.printed_text

from {{ ref('stg_uwv__publication_corrections') }} as corrections

inner join {{ ref('stg_uwv__publications') }} as publications
    on corrections.publication_id = publications.publication_id

left join {{ ref('stg_uwv__cells') }} as cells
    on
        corrections.publication_id = cells.publication_id
        and corrections.row_number = cells.row_number
        and corrections.column_role = cells.column_role
        and corrections.printed_text = cells.cell_text

where cells.publication_id is null
