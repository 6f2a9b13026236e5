-- Every total and printed subtotal of a table row beside the sum of its parts.
with

cells as (select * from {{ ref('int_cells_typed') }}),

row_counts as (select * from {{ ref('int_row_counts') }}),

measures as (select * from {{ ref('stg_uwv__measures') }}),

measure_parts as (select * from {{ ref('stg_uwv__measure_parts') }}),

table_rows as (

    select
        publication_id,
        row_number,
        min(row_kind) as row_kind,
        min(page_number) as page_number

    from cells

    group by publication_id, row_number

),

sums_of_parts as (

    select
        table_rows.publication_id,
        table_rows.row_number,
        table_rows.row_kind,
        table_rows.page_number,
        measure_parts.measure,
        {{ sum_if_all_known('row_counts.row_count') }} as computed_count,
        {{ sum_if_all_known('row_counts.row_count_min') }} as computed_count_min,
        {{ sum_if_all_known('row_counts.row_count_max') }} as computed_count_max

    from table_rows

    cross join measure_parts

    left join row_counts
        on
            table_rows.publication_id = row_counts.publication_id
            and table_rows.row_number = row_counts.row_number
            and measure_parts.part_measure = row_counts.measure

    group by all

),

row_sums as (

    select

        ---------- ids
        sums_of_parts.publication_id,
        sums_of_parts.row_number,
        sums_of_parts.measure,

        ---------- text
        sums_of_parts.row_kind,
        printed.cell_text as printed_text,

        ---------- numerics
        -- Of a table wider than its paper, the total stands on another page than the first parts.
        coalesce(printed.page_number, sums_of_parts.page_number) as page_number,
        printed.row_count as printed_count,
        sums_of_parts.computed_count,
        sums_of_parts.computed_count_min,
        sums_of_parts.computed_count_max,

        ---------- booleans
        {{ can_be_equal(
            'printed.row_count_min', 'printed.row_count_max',
            'sums_of_parts.computed_count_min', 'sums_of_parts.computed_count_max'
        ) }} as is_right

    from sums_of_parts

    inner join measures
        on sums_of_parts.measure = measures.measure

    left join row_counts as printed
        on
            sums_of_parts.publication_id = printed.publication_id
            and sums_of_parts.row_number = printed.row_number
            and sums_of_parts.measure = printed.measure

    -- A total belongs to every row, a subtotal only to the layouts that print it.
    where measures.measure_kind = 'total' or printed.publication_id is not null

)

select * from row_sums
