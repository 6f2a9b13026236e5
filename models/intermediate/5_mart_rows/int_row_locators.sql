-- The locator by which a row is quoted: its cell of all clients in Sonar, or its name where that is not printed.
with

cells as (
    select * from {{ ref('int_cells_typed') }}
    where column_role in ('clients_in_sonar', 'municipality')
),

located as (

    select
        publication_id,
        row_number,
        column_role,
        {{ cell_locator('cells', 'column_role') }} as locator

    from cells

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

    from located

    group by publication_id, row_number

)

select * from row_locators
