-- How the total row is to be read, and whether it proves that no row was lost.
with

cells as (

    select * from {{ ref('int_cells_typed') }}

),

columns as (

    select * from {{ ref('int_columns_reconciled') }}

),

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

agreements as (

    select
        publication_id,
        count(*) as column_count,
        count(total_text) as printed_count,
        count(*) filter (where is_right_as_printed) as right_count,
        count(*) filter (where is_right_from_right) as right_if_moved_count,
        count(total_text) filter (where column_position = 1) as first_printed_count,
        count(*) filter (where is_exact_as_printed and column_role = 'clients_in_sonar') as exact_grand_totals,
        count(*) filter (where is_exact_as_printed and column_role in ({{ quoted_roles(part_roles()) }}))
            as exact_parts,
        count(*) filter (where is_exact_from_right and column_role in ({{ quoted_roles(part_roles()) }}))
            as exact_parts_if_moved

    from columns

    group by publication_id

),

with_ways_to_read as (

    select
        agreements.*,
        printed_count < column_count and right_count = printed_count as is_possible_as_printed,
        exact_grand_totals = 1 or exact_parts >= 2 as is_proven_as_printed,
        printed_count < column_count
        and first_printed_count = 0
        and right_if_moved_count = printed_count
        and exact_parts_if_moved >= 2 as is_proven_if_moved

    from agreements

),

read_total_rows as (

    -- The total row of a real publication misses the grand total, and its four numbers stand one column to the right.
    -- So one that misses a number is used only where exact sums prove one way to read it, and no other: where cells
    -- are suppressed, almost any number is possible.
    select
        with_ways_to_read.*,
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
        end as total_row_reading,
        first_printed_count = 0 and right_if_moved_count > right_count as is_nearer_if_moved

    from with_ways_to_read

    left join total_rows
        on with_ways_to_read.publication_id = total_rows.publication_id

),

reconciled as (

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

        ---------- booleans
        is_nearer_if_moved,
        case
            when total_row_reading = 'complete' then is_proven_as_printed
            when total_row_reading in ('incomplete', 'incomplete, moved') then true
            when total_row_reading in ('incomplete, unproven', 'absent', 'repeated', 'contradictory') then false
        end as is_proof_of_rows

    from read_total_rows

)

select * from reconciled
