-- How the total row is to be read, and whether it proves that no row was lost.
with

cells as (select * from {{ ref('int_cells_typed') }}),

column_sums as (select * from {{ ref('int_column_sums') }}),

measures as (select * from {{ ref('stg_uwv__measures') }}),

total_rows as (

    select
        publication_id,
        count(distinct row_number) as total_row_count,
        min(row_number) as total_row_number,
        min(page_number) as total_page_number

    from cells

    where row_kind = 'total'

    group by publication_id

),

columns as (

    select
        column_sums.*,
        column_sums.is_exact and measures.measure_kind = 'part' as is_exact_part,
        column_sums.is_exact and measures.measure_kind = 'total' as is_exact_total,
        column_sums.columns_to_the_right = 1 as is_moved

    from column_sums

    inner join measures
        on column_sums.measure = measures.measure

),

counted as (

    select
        publication_id,
        count(*) filter (where not is_moved) as column_count,
        count(total_text) filter (where not is_moved) as printed_count,
        count(total_text) filter (where not is_moved and column_position = 1) as first_printed_count,
        count(*) filter (where not is_moved and is_right) as right_count,
        count(*) filter (where not is_moved and is_exact_total) as exact_grand_totals,
        count(*) filter (where not is_moved and is_exact_part) as exact_parts,
        count(*) filter (where is_moved and is_right) as moved_right_count,
        count(*) filter (where is_moved and is_exact_part) as moved_exact_parts

    from columns

    group by publication_id

),

ways_to_read as (

    select
        counted.*,
        printed_count < column_count and right_count = printed_count as is_possible_as_printed,
        exact_grand_totals = 1 or exact_parts >= 2 as is_proven_as_printed,
        printed_count < column_count
        and first_printed_count = 0
        and moved_right_count = printed_count
        and moved_exact_parts >= 2 as is_proven_if_moved,
        first_printed_count = 0 and moved_right_count > right_count as is_nearer_if_moved

    from counted

),

read_total_rows as (

    -- The total row of a real publication misses the grand total, and its four numbers stand one column to the right.
    -- So one that misses a number is used only where exact sums prove one way to read it, and no other: where cells
    -- are suppressed, almost any number is possible.
    select
        ways_to_read.*,
        coalesce(total_rows.total_row_count, 0) as total_row_count,
        total_rows.total_row_number,
        total_rows.total_page_number,
        case
            when coalesce(total_rows.total_row_count, 0) = 0 or printed_count = 0 then 'absent'
            when total_rows.total_row_count > 1 then 'repeated'
            when printed_count = column_count and right_count = column_count then 'complete'
            when is_possible_as_printed and is_proven_as_printed and not is_proven_if_moved then 'incomplete'
            when is_proven_if_moved and not (is_possible_as_printed and is_proven_as_printed) then 'incomplete, moved'
            when is_possible_as_printed then 'incomplete, unproven'
            else 'contradictory'
        end as total_row_reading

    from ways_to_read

    left join total_rows
        on ways_to_read.publication_id = total_rows.publication_id

),

total_row_readings as (

    -- Of a total row that contradicts the columns, the place is taken where more of it agrees.
    select

        ---------- ids
        publication_id,
        total_row_number,

        ---------- text
        total_row_reading,

        ---------- numerics
        column_count,
        printed_count,
        total_row_count,
        total_page_number,
        case
            when total_row_reading = 'incomplete, moved' then 1
            when total_row_reading = 'contradictory' and is_nearer_if_moved then 1
            else 0
        end as columns_to_the_right,

        ---------- booleans
        case
            when total_row_reading = 'complete' then is_proven_as_printed
            when total_row_reading in ('incomplete', 'incomplete, moved') then true
            when total_row_reading in ('incomplete, unproven', 'absent', 'repeated', 'contradictory') then false
        end as is_proof_of_rows

    from read_total_rows

)

select * from total_row_readings
