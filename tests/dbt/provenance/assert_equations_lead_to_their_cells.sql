-- The printed side of every equation of an accepted publication is a printed cell or footnote, with that number in it.
-- In a rejected one a cell may contradict its column.
with

accepted as (select * from {{ ref('fct_region_quarter_versions') }}),

equations as (

    select equations.*

    from {{ ref('fct_equations') }} as equations

    inner join accepted
        on equations.publication_id = accepted.publication_id

),

cells as (select * from {{ ref('fct_cells') }}),

passages as (

    select
        {{ passage_locator('fct_passages') }} as locator

    from {{ ref('fct_passages') }}

),

astray as (

    select equations.*

    from equations

    left join cells
        on equations.printed_locator = cells.locator

    left join passages
        on equations.printed_locator = passages.locator

    where
        equations.printed_number is not null
        and (
            (equations.equation_kind = 'percentage' and passages.locator is null)
            or (equations.equation_kind <> 'percentage' and cells.cell_count is distinct from equations.printed_number)
        )

)

select * from astray
