-- Where the document's own arithmetic does not hold: rows, columns, total row, register, percentage.
with

identified as (

    select * from {{ ref('int_publications_identified') }}

),

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
            end, '. What it lacks is computed.')",
            printed='printed_count',
            computed='column_count',
            row_number='total_row_number',
            page_number='total_page_number'
        ) }}

    from total_rows

    where total_row_reading in ('incomplete', 'incomplete, moved')

),

total_row_absent as (

    select
        {{ finding('total_row_absent', "'There is no total row to check the columns with.'") }}

    from total_rows

    where total_row_reading = 'absent'

),

count_impossible as (

    select
        {{ finding(
            'count_impossible',
            "concat('At least ', cast(clients_in_sonar_min as string), ' people are in Sonar, but the register holds ',
            cast(target_group_register as string), '.')",
            printed='target_group_register',
            computed='clients_in_sonar_min'
        ) }}

    from percentages

    where clients_in_sonar_min > target_group_register

),

percentage_inconsistent as (

    select
        {{ finding(
            'percentage_inconsistent',
            "concat('Printed ', cast(printed_percentage as string), ' %, computed ', cast(computed_percentage_min as string),
            case
                when computed_percentage_max is null then ' or more'
                when computed_percentage_max > computed_percentage_min
                    then concat(' to ', cast(computed_percentage_max as string))
                else ''
            end, ' %.')",
            printed='printed_percentage',
            computed='computed_percentage_min'
        ) }}

    from percentages

    where not is_percentage_right

),

footnote_absent as (

    select
        {{ finding('footnote_absent', "'There is no sentence about the target-group register.'") }}

    from identified

    where footnote_count = 0

),

footnote_not_understood as (

    select
        {{ finding(
            'footnote_not_understood',
            "'No single register number can be read from the sentence about the register.'"
        ) }}

    from identified

    where footnote_count > 0 and register_count = 0

),

footnote_contradictory as (

    select
        {{ finding(
            'footnote_contradictory',
            "'Two sentences give different registers or percentages.'"
        ) }}

    from identified

    where register_count > 1 or percentage_count > 1

),

percentage_absent as (

    select
        {{ finding('percentage_absent', "'The sentence about the register gives no single percentage.'") }}

    from identified

    where footnote_count > 0 and percentage_count = 0

),

absences as (

    select
        publication_id,
        count(*) as absent_count

    from expected_municipalities

    where not is_seen

    group by publication_id

),

rows_unproven as (

    select
        {{ finding(
            'rows_unproven',
            "concat('No total row, no percentage that agrees, and ', cast(absences.absent_count as string),
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

    where
        not total_rows.is_proof_of_rows
        and not coalesce(percentages.is_percentage_right, false)

),

findings as (
    {{ all_of([
        'row_sum_mismatch', 'municipal_clients_mismatch', 'uwv_clients_mismatch', 'clients_with_profile_mismatch',
        'clients_without_profile_mismatch', 'total_row_mismatch', 'total_row_repeated', 'total_row_incomplete',
        'total_row_absent', 'count_impossible', 'percentage_inconsistent', 'footnote_absent',
        'footnote_not_understood', 'footnote_contradictory', 'percentage_absent', 'rows_unproven'
    ]) }}

)

select * from findings
