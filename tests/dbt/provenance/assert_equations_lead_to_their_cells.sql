-- The printed side of every equation is a printed cell or footnote, with that number in it.
with

equations as (

    select * from {{ ref('fct_equations') }}

),

cells as (

    select * from {{ ref('fct_cells') }}

),

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
