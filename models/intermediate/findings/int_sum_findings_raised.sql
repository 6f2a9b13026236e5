-- Where the document's own arithmetic does not hold, in rows, columns and the total row, or does not prove that all
-- rows are there.
with

table_rows as (

    select * from {{ ref('int_rows_reconciled') }}

),

columns as (

    select * from {{ ref('int_columns_reconciled') }}

),

total_rows as (

    select * from {{ ref('int_total_rows_reconciled') }}

),

percentages as (

    select * from {{ ref('int_percentages_reconciled') }}

),

expected_municipalities as (

    select * from {{ ref('int_expected_municipalities_compared') }}

),

row_sum_mismatch as (

    select
        {{ finding(
            'row_sum_mismatch',
            "concat('The four parts of row ', cast(row_number as string), ' add up to ',
            coalesce(cast(parts_sum as string), concat('at least ', cast(parts_sum_min as string))),
            ', not to the printed ', coalesce(cast(clients_in_sonar as string), 'suppressed total'), '.')",
            printed='clients_in_sonar',
            computed='parts_sum',
            row_number='row_number',
            column_role="'clients_in_sonar'",
            page_number='page_number'
        ) }}

    from table_rows

    where row_kind = 'municipality' and not is_row_sum_right

),

{%- for subtotal in subtotal_roles() %}

{{ subtotal }}_mismatch as (

    select
        {{ finding(
            'subtotal_mismatch',
            "concat('The subtotal " ~ subtotal ~ " of row ', cast(row_number as string), ' is not the sum of its parts.')",
            printed=subtotal,
            computed=subtotal ~ '_sum',
            row_number='row_number',
            column_role="'" ~ subtotal ~ "'",
            page_number='page_number'
        ) }}

    from table_rows

    where row_kind = 'municipality' and not is_{{ subtotal }}_right

),
{%- endfor %}

compared_totals as (

    -- Of a total row that looks moved, only the numbers that disagree when read one column to the left are named.
    select
        columns.publication_id,
        columns.column_role,
        columns.column_sum,
        columns.column_sum_min,
        total_rows.total_row_number,
        total_rows.total_page_number,
        case
            when total_rows.is_nearer_if_moved then columns.total_text_from_right
            else columns.total_text
        end as total_text,
        case
            when total_rows.is_nearer_if_moved then columns.is_right_from_right
            else columns.is_right_as_printed
        end as is_right

    from columns

    inner join total_rows
        on columns.publication_id = total_rows.publication_id

    where total_rows.total_row_reading = 'contradictory'

),

total_row_mismatch as (

    select
        {{ finding(
            'total_row_mismatch',
            "concat('The column ', column_role, ' adds up to ',
            coalesce(cast(column_sum as string), concat('at least ', cast(column_sum_min as string)), 'nothing'),
            ', the total row says ', coalesce(total_text, 'nothing'), '.')",
            printed='total_text',
            computed='column_sum',
            row_number='total_row_number',
            column_role='column_role',
            page_number='total_page_number'
        ) }}

    from compared_totals

    where not coalesce(is_right, false)

),

totals_side_by_side as (

    -- Where a cell is suppressed, only the total row may know the column's total.
    select
        columns.publication_id,
        total_rows.total_row_number,
        total_rows.total_page_number
        {%- for role in published_roles() %},
        max(case
            when columns.column_role = '{{ role }}' then coalesce(columns.column_sum, {{ read_total_count() }})
        end) as {{ role }}
        {%- endfor %}

    from columns

    inner join total_rows
        on columns.publication_id = total_rows.publication_id

    group by
        columns.publication_id,
        total_rows.total_row_number,
        total_rows.total_page_number

    having count(columns.column_sum) < count(*)

),

total_row_sum_mismatch as (

    select
        {{ finding(
            'row_sum_mismatch',
            "'The four parts of the total row do not add up to its total.'",
            printed='clients_in_sonar',
            computed=part_roles() | join(' + '),
            row_number='total_row_number',
            column_role="'clients_in_sonar'",
            page_number='total_page_number'
        ) }}

    from totals_side_by_side

    where {{ part_roles() | join(' + ') }} <> clients_in_sonar

),

total_row_repeated as (

    select
        {{ finding(
            'total_row_repeated',
            "concat('The table has ', cast(total_row_count as string), ' total rows.')",
            printed='total_row_count',
            computed='1',
            row_number='total_row_number',
            page_number='total_page_number'
        ) }}

    from total_rows

    where total_row_reading = 'repeated'

),

total_row_incomplete as (

    select
        {{ finding(
            'total_row_incomplete',
            "concat('The total row has ', cast(printed_count as string), ' of ', cast(column_count as string), ' numbers',
            case
                when total_row_reading = 'incomplete, moved'
                    then '; they agree with the columns when each is read one column to the left'
                when total_row_reading = 'incomplete' then '; they agree with the columns'
                when total_row_reading = 'incomplete, unproven'
                    then '; suppressed cells leave open which columns they belong to, so they are not used'
            end, '. What it lacks is computed.')",
            printed='printed_count',
            computed='column_count',
            row_number='total_row_number',
            page_number='total_page_number'
        ) }}

    from total_rows

    where total_row_reading in ('incomplete', 'incomplete, moved', 'incomplete, unproven')

),

total_row_absent as (

    select
        {{ finding('total_row_absent', "'There is no total row to check the columns with.'") }}

    from total_rows

    where total_row_reading = 'absent'

),

absences as (

    select
        publication_id,
        count(*) as absent_count

    from expected_municipalities

    where not is_seen

    group by publication_id

),

row_counts as (

    select
        publication_id,
        count(*) as row_count

    from table_rows

    where row_kind = 'municipality'

    group by publication_id

),

rows_unproven as (

    -- A percentage that disagrees outweighs a total row that agrees: that one may be of the rows that are left.
    select
        {{ finding(
            'rows_unproven',
            "concat(
            case
                when row_counts.row_count = 1 then 'The table has a single municipality'
                when not percentages.is_percentage_right then 'The printed percentage disagrees'
                else 'No total row and no percentage prove the rows'
            end, ', and ', cast(absences.absent_count as string),
            ' municipalities of the region are not there: rows may be lost.')",
            printed='absences.absent_count',
            computed='0',
            publication_id='total_rows.publication_id'
        ) }}

    from total_rows

    inner join absences
        on total_rows.publication_id = absences.publication_id

    left join percentages
        on total_rows.publication_id = percentages.publication_id

    left join row_counts
        on total_rows.publication_id = row_counts.publication_id

    where
        row_counts.row_count = 1
        or not percentages.is_percentage_right
        or not (
            total_rows.is_proof_of_rows
            or coalesce(
                percentages.is_percentage_right
                and percentages.computed_percentage_min = percentages.computed_percentage_max,
                false
            )
        )

),

findings as (
    {{ all_of([
        'row_sum_mismatch', 'municipal_clients_mismatch', 'uwv_clients_mismatch', 'clients_with_profile_mismatch',
        'clients_without_profile_mismatch', 'total_row_mismatch', 'total_row_sum_mismatch', 'total_row_repeated',
        'total_row_incomplete', 'total_row_absent', 'rows_unproven'
    ]) }}

)

select * from findings
