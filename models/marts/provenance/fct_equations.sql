with

judged_equations as (

    select * from {{ ref('int_equations') }}

    -- A total that is known only from both, rows and total row, is printed nowhere; a blank of the total row neither.
    where
        equation_kind in ('row', 'percentage')
        or (equation_kind = 'column' and printed_text is not null)

),

passages as (
    select * from {{ ref('stg_uwv__passages_by_reader') }}
    where is_primary_reader and passage_role = 'footnote'
),

first_footnotes as (

    select
        publication_id,
        {{ passage_locator('passages') }} as locator

    from passages

    qualify
        row_number() over (
            partition by publication_id
            order by passage_number nulls last
        ) = 1

),

equations as (

    select

        ---------- ids
        concat(
            judged_equations.publication_id, '/', judged_equations.equation_kind, '/',
            coalesce(cast(judged_equations.row_number as string), ''), '/', judged_equations.measure
        ) as equation_key,
        judged_equations.publication_id,
        judged_equations.row_number,
        case
            when judged_equations.equation_kind = 'percentage' then first_footnotes.locator
            else {{ cell_locator('judged_equations', 'printed_measure') }}
        end as printed_locator,

        ---------- text
        judged_equations.equation_kind,
        judged_equations.measure as column_role,
        judged_equations.equation_text,
        judged_equations.verdict,

        ---------- numerics
        judged_equations.printed_number,
        judged_equations.computed_number_min,
        judged_equations.computed_number_max,
        judged_equations.difference

    from judged_equations

    left join first_footnotes
        on judged_equations.publication_id = first_footnotes.publication_id

)

select * from equations
