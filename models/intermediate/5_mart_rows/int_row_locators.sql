-- The locator by which a row is quoted: its cell of all clients in Sonar, or its name where that is not printed.
with

cells as (

    select
        publication_id,
        row_number,
        column_role,
        concat(
            publication_id, '/', cast(page_number as string), '/', cast(row_number as string), '/', column_role
        ) as locator

    from {{ ref('int_cells_typed') }}

    where column_role in ('clients_in_sonar', 'municipality')

),

row_locators as (

    select

        ---------- ids
        publication_id,
        row_number,
        coalesce(
            max(locator) filter (where column_role = 'clients_in_sonar'),
            max(locator) filter (where column_role = 'municipality')
        ) as locator

    from cells

    group by publication_id, row_number

)

select * from row_locators
