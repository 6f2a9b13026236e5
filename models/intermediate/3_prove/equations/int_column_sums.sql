-- What the municipality rows add up to in each count column, beside what the total row prints: under the column itself,
-- and one column further to the right, where the total row of a real publication stands.
with

columns as (select * from {{ ref('stg_uwv__columns') }}),

measures as (select * from {{ ref('stg_uwv__measures') }}),

cells as (
    select * from {{ ref('int_cells_typed') }}
    where cell_kind in ('count', 'suppressed')
),

count_columns as (

    -- Two columns with one role reject the publication; which of them to reconcile nobody knows, so neither is.
    select
        columns.publication_id,
        columns.column_number,
        measures.measure,
        row_number() over (
            partition by columns.publication_id
            order by columns.column_number nulls last
        ) as column_position

    from columns

    inner join measures
        on columns.column_role = measures.measure

    qualify count(*) over (partition by columns.publication_id, measures.measure) = 1

),

sums_of_rows as (

    select
        publication_id,
        column_number,
        {{ sum_if_all_known('cell_count') }} as column_sum,
        {{ whole_sum('cell_count_min') }} as column_sum_min,
        {{ sum_if_all_known('cell_count_max') }} as column_sum_max

    from cells

    where row_kind = 'municipality'

    group by publication_id, column_number

),

total_cells as (

    select
        cells.publication_id,
        cells.page_number,
        cells.cell_text,
        cells.cell_count,
        cells.cell_count_min,
        cells.cell_count_max,
        count_columns.measure,
        count_columns.column_position

    from cells

    inner join count_columns
        on
            cells.publication_id = count_columns.publication_id
            and cells.column_number = count_columns.column_number

    where cells.row_kind = 'total'

    -- A second total row rejects the publication.
    qualify
        row_number() over (
            partition by cells.publication_id, cells.column_number
            order by cells.row_number nulls last
        ) = 1

),

places as (

    select 0 as columns_to_the_right

    union all

    select 1 as columns_to_the_right

),

column_sums as (

    select

        ---------- ids
        count_columns.publication_id,
        count_columns.column_number,
        places.columns_to_the_right,
        count_columns.measure,

        ---------- the municipality rows
        count_columns.column_position,
        sums_of_rows.column_sum,
        sums_of_rows.column_sum_min,
        sums_of_rows.column_sum_max,

        ---------- the total row
        total_cells.page_number as total_page_number,
        total_cells.measure as total_measure,
        total_cells.cell_text as total_text,
        total_cells.cell_count as total_count,

        ---------- booleans
        {{ can_be_equal(
            'sums_of_rows.column_sum_min', 'sums_of_rows.column_sum_max',
            'total_cells.cell_count_min', 'total_cells.cell_count_max'
        ) }} as is_right,
        coalesce(sums_of_rows.column_sum = total_cells.cell_count, false) as is_exact

    from count_columns

    cross join places

    left join sums_of_rows
        on
            count_columns.publication_id = sums_of_rows.publication_id
            and count_columns.column_number = sums_of_rows.column_number

    left join total_cells
        on
            count_columns.publication_id = total_cells.publication_id
            and count_columns.column_position + places.columns_to_the_right = total_cells.column_position

)

select * from column_sums
