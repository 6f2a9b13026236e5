-- What the municipality rows add up to in each number column, beside what the total row prints under it, and beside
-- what it prints one column further to the right.
with

columns as (

    select * from {{ ref('stg_uwv__columns') }}

),

cells as (

    select * from {{ ref('int_cells_typed') }}

),

number_columns as (

    -- Two columns with one role reject the publication; which of them to reconcile nobody knows, so neither is.
    select
        publication_id,
        column_number,
        column_role,
        row_number() over (
            partition by publication_id
            order by column_number nulls last
        ) as column_position

    from columns

    where column_role in ({{ quoted_roles(counted_roles()) }})

    qualify count(*) over (partition by publication_id, column_role) = 1

),

column_sums as (

    select
        publication_id,
        column_number,
        {{ sum_if_all_known('cell_count') }} as column_sum,
        {{ whole_sum('cell_count_min') }} as column_sum_min,
        {{ sum_if_all_known('cell_count_max') }} as column_sum_max

    from cells

    where row_kind = 'municipality' and cell_kind in ('count', 'suppressed')

    group by publication_id, column_number

),

total_cells as (

    select
        cells.publication_id,
        cells.row_number,
        cells.column_number,
        cells.page_number,
        cells.cell_text,
        cells.cell_count,
        cells.cell_count_min,
        cells.cell_count_max,
        number_columns.column_position

    from cells

    inner join number_columns
        on
            cells.publication_id = number_columns.publication_id
            and cells.column_number = number_columns.column_number

    where cells.row_kind = 'total' and cells.cell_kind in ('count', 'suppressed')

    -- A second total row rejects the publication.
    qualify
        row_number() over (
            partition by cells.publication_id, cells.column_number
            order by cells.row_number nulls last
        ) = 1

),

reconciled as (

    select

        ---------- ids
        number_columns.publication_id,
        number_columns.column_number,
        number_columns.column_position,
        number_columns.column_role,

        ---------- the municipality rows
        column_sums.column_sum,
        column_sums.column_sum_min,
        column_sums.column_sum_max,

        ---------- the total row under this column
        as_printed.row_number as total_row_number,
        as_printed.page_number as total_page_number,
        as_printed.cell_text as total_text,
        as_printed.cell_count as total_count,
        {{ can_be_equal(
            'column_sums.column_sum_min', 'column_sums.column_sum_max',
            'as_printed.cell_count_min', 'as_printed.cell_count_max'
        ) }} as is_right_as_printed,
        coalesce(column_sums.column_sum = as_printed.cell_count, false) as is_exact_as_printed,

        ---------- the total row one column to the right
        one_to_the_right.cell_text as total_text_from_right,
        one_to_the_right.cell_count as total_count_from_right,
        {{ can_be_equal(
            'column_sums.column_sum_min', 'column_sums.column_sum_max',
            'one_to_the_right.cell_count_min', 'one_to_the_right.cell_count_max'
        ) }} as is_right_from_right,
        coalesce(column_sums.column_sum = one_to_the_right.cell_count, false) as is_exact_from_right

    from number_columns

    left join column_sums
        on
            number_columns.publication_id = column_sums.publication_id
            and number_columns.column_number = column_sums.column_number

    left join total_cells as as_printed
        on
            number_columns.publication_id = as_printed.publication_id
            and number_columns.column_position = as_printed.column_position

    left join total_cells as one_to_the_right
        on
            number_columns.publication_id = one_to_the_right.publication_id
            and number_columns.column_position + 1 = one_to_the_right.column_position

)

select * from reconciled
