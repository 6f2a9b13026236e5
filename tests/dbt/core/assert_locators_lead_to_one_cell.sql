-- Fails for every locator of an accepted publication's count that leads to more than one cell.
select
    cells.locator,
    count(*) as cell_count

from {{ ref('fct_cells') }} as cells

inner join {{ ref('fct_region_quarter_versions') }} as versions
    on cells.publication_id = versions.publication_id

where cells.column_role in ({{ quoted_roles(published_roles()) }})

group by cells.locator

having count(*) > 1
