-- What the total row prints for each measure: under its column or, in a total row that stands one column to the right,
-- under the next; null where the total row is not to be used.
with

column_sums as (select * from {{ ref('int_column_sums') }}),

total_row_readings as (select * from {{ ref('int_total_row_readings') }}),

printed_totals as (

    select

        ---------- ids
        column_sums.publication_id,
        column_sums.measure,

        ---------- text
        case
            when total_row_readings.total_row_reading in ('complete', 'incomplete', 'incomplete, moved')
                then column_sums.total_measure
        end as printed_measure,

        ---------- numerics
        total_row_readings.total_row_number,
        case
            when total_row_readings.total_row_reading in ('complete', 'incomplete', 'incomplete, moved')
                then column_sums.total_count
        end as total_count

    from column_sums

    inner join total_row_readings
        on
            column_sums.publication_id = total_row_readings.publication_id
            and column_sums.columns_to_the_right = total_row_readings.columns_to_the_right

)

select * from printed_totals
