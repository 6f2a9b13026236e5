select * from {{ ref('int_cells_by_reader') }}
where is_primary_reader
