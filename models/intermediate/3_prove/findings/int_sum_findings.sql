-- Where the document's own arithmetic does not hold (an equation that fails), or does not prove that all
-- rows are there.
with

equations as (select * from {{ ref('int_equations') }}),

percentage_verdicts as (
    select * from {{ ref('int_equations') }}
    where equation_kind = 'percentage'
),

total_row_readings as (select * from {{ ref('int_total_row_readings') }}),

document_tables as (select * from {{ ref('int_document_tables') }}),

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

expected_municipalities as (select * from {{ ref('int_expected_municipalities') }}),

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

    from matched_rows

    group by publication_id

),

findings as (

    -- The total row is judged by its columns; where cells are suppressed, by what is known of them.
    select
        publication_id,
        case measure_kind
            when 'total' then 'row_sum_mismatch'
            when 'subtotal' then 'subtotal_mismatch'
        end as finding_code,
        printed_text as printed,
        computed_text as computed,
        row_number,
        measure as column_role,
        page_number,
        computed_range as detail

    from equations

    where
        verdict = 'fails'
        and (equation_kind = 'totals' or (equation_kind = 'row' and row_kind = 'municipality'))

    union all

    -- A column whose total is not printed counts too, once the total row contradicts another.
    select
        equations.publication_id,
        'total_row_mismatch' as finding_code,
        equations.printed_text as printed,
        equations.computed_text as computed,
        equations.row_number,
        equations.measure as column_role,
        equations.page_number,
        equations.computed_range as detail

    from equations

    inner join total_row_readings
        on equations.publication_id = total_row_readings.publication_id

    where
        equations.equation_kind = 'column'
        and equations.verdict in ('fails', 'unknown')
        and total_row_readings.total_row_reading = 'contradictory'

    union all

    select
        publication_id,
        'total_row_repeated' as finding_code,
        cast(total_row_count as string) as printed,
        '1' as computed,
        total_row_number as row_number,
        cast(null as string) as column_role,
        total_page_number as page_number,
        cast(null as string) as detail

    from total_row_readings

    where total_row_reading = 'repeated'

    union all

    select
        publication_id,
        'total_row_incomplete' as finding_code,
        cast(printed_count as string) as printed,
        cast(column_count as string) as computed,
        total_row_number as row_number,
        cast(null as string) as column_role,
        total_page_number as page_number,
        total_row_reading as detail

    from total_row_readings

    where total_row_reading in ('incomplete', 'incomplete, moved', 'incomplete, unproven')

    union all

    select
        publication_id,
        'total_row_absent' as finding_code,
        {{ finding_columns() }}

    from total_row_readings

    where total_row_reading = 'absent'

    union all

    -- A percentage that disagrees outweighs a total row that agrees: that one may be of the rows that are left.
    select
        total_row_readings.publication_id,
        'rows_unproven' as finding_code,
        cast(absences.absent_count as string) as printed,
        '0' as computed,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(null as bigint) as page_number,
        case
            when row_counts.row_count = 1 then 'a single municipality'
            when percentage_verdicts.verdict = 'fails' then 'the printed percentage disagrees'
            else 'no total row and no percentage prove the rows'
        end as detail

    from total_row_readings

    inner join absences
        on total_row_readings.publication_id = absences.publication_id

    left join percentage_verdicts
        on total_row_readings.publication_id = percentage_verdicts.publication_id

    left join row_counts
        on total_row_readings.publication_id = row_counts.publication_id

    where
        row_counts.row_count = 1
        or percentage_verdicts.verdict = 'fails'
        or not (
            total_row_readings.is_proof_of_rows
            or coalesce(percentage_verdicts.verdict = 'holds', false)
        )

    union all

    select
        publication_id,
        'table_contradictory' as finding_code,
        {{ finding_columns(printed='cast(table_count as string)', computed="'1'") }}

    from document_tables

    where is_contradictory

)

select * from findings
