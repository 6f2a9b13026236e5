-- The arithmetic by which a publication proves itself, judged once: what it prints, what follows from its other cells,
-- and whether the two agree.
with

row_sums as (select * from {{ ref('int_row_sums') }}),

column_sums as (select * from {{ ref('int_column_sums') }}),

total_row_readings as (

    -- The kind is a column so that rows find theirs by equality: any other condition compares all with all.
    select
        *,
        'total' as row_kind

    from {{ ref('int_total_row_readings') }}

),

printed_totals as (select * from {{ ref('int_printed_totals') }}),

percentages as (select * from {{ ref('int_register_percentages') }}),

measures as (select * from {{ ref('stg_uwv__measures') }}),

measure_parts as (select * from {{ ref('stg_uwv__measure_parts') }}),

parts_in_words as (

    select
        measure,
        {{ joined_texts('part_measure', ' + ') }} as parts_text

    from measure_parts

    group by measure

),

row_equations as (

    -- A total row that stands one column to the right is read by its columns alone; one that may stand so, not at all.
    select
        row_sums.publication_id,
        'row' as equation_kind,
        row_sums.row_number,
        row_sums.measure,
        row_sums.row_kind,
        concat(row_sums.measure, ' = ', parts_in_words.parts_text) as equation_text,
        row_sums.page_number,
        row_sums.measure as printed_measure,
        row_sums.printed_text,
        cast(row_sums.computed_count as string) as computed_text,
        row_sums.printed_count as printed_number,
        row_sums.computed_count_min as computed_number_min,
        row_sums.computed_count_max as computed_number_max,
        row_sums.is_right

    from row_sums

    inner join parts_in_words
        on row_sums.measure = parts_in_words.measure

    left join total_row_readings
        on
            row_sums.publication_id = total_row_readings.publication_id
            and row_sums.row_number = total_row_readings.total_row_number
            and row_sums.row_kind = total_row_readings.row_kind

    where
        coalesce(total_row_readings.columns_to_the_right, 0) = 0
        and coalesce(total_row_readings.total_row_reading, 'absent') <> 'incomplete, unproven'

),

column_equations as (

    select
        column_sums.publication_id,
        'column' as equation_kind,
        total_row_readings.total_row_number as row_number,
        column_sums.measure,
        'total' as row_kind,
        concat(
            column_sums.measure, ' of the total row = sum of ', column_sums.measure, ' of the municipalities'
        ) as equation_text,
        coalesce(column_sums.total_page_number, total_row_readings.total_page_number) as page_number,
        column_sums.total_measure as printed_measure,
        column_sums.total_text as printed_text,
        cast(column_sums.column_sum as string) as computed_text,
        column_sums.total_count as printed_number,
        column_sums.column_sum_min as computed_number_min,
        column_sums.column_sum_max as computed_number_max,
        column_sums.is_right

    from column_sums

    inner join total_row_readings
        on
            column_sums.publication_id = total_row_readings.publication_id
            and column_sums.columns_to_the_right = total_row_readings.columns_to_the_right

    where total_row_readings.total_row_reading <> 'incomplete, unproven'

),

publications_with_open_columns as (

    select distinct publication_id

    from column_sums

    where column_sum is null

),

known_totals as (

    -- Where a cell is suppressed, only the total row may know the column's total.
    select
        column_sums.publication_id,
        column_sums.measure,
        coalesce(column_sums.column_sum, printed_totals.total_count) as known_total

    from column_sums

    inner join publications_with_open_columns
        on column_sums.publication_id = publications_with_open_columns.publication_id

    left join printed_totals
        on
            column_sums.publication_id = printed_totals.publication_id
            and column_sums.measure = printed_totals.measure

    where column_sums.columns_to_the_right = 0

),

sums_of_known_totals as (

    select
        known_totals.publication_id,
        measure_parts.measure,
        {{ sum_if_all_known('part_totals.known_total') }} as computed_total

    from known_totals

    inner join measures
        on
            known_totals.measure = measures.measure
            and measures.measure_kind = 'total'

    inner join measure_parts
        on known_totals.measure = measure_parts.measure

    left join known_totals as part_totals
        on
            known_totals.publication_id = part_totals.publication_id
            and measure_parts.part_measure = part_totals.measure

    group by known_totals.publication_id, measure_parts.measure

),

total_equations as (

    select
        known_totals.publication_id,
        'totals' as equation_kind,
        total_row_readings.total_row_number as row_number,
        known_totals.measure,
        'total' as row_kind,
        concat('total of ', known_totals.measure, ' = totals of ', parts_in_words.parts_text) as equation_text,
        total_row_readings.total_page_number as page_number,
        cast(null as string) as printed_measure,
        cast(known_totals.known_total as string) as printed_text,
        cast(sums_of_known_totals.computed_total as string) as computed_text,
        known_totals.known_total as printed_number,
        sums_of_known_totals.computed_total as computed_number_min,
        sums_of_known_totals.computed_total as computed_number_max,
        known_totals.known_total = sums_of_known_totals.computed_total as is_right

    from known_totals

    inner join sums_of_known_totals
        on
            known_totals.publication_id = sums_of_known_totals.publication_id
            and known_totals.measure = sums_of_known_totals.measure

    inner join parts_in_words
        on known_totals.measure = parts_in_words.measure

    inner join total_row_readings
        on known_totals.publication_id = total_row_readings.publication_id

),

percentage_equations as (

    select
        publication_id,
        'percentage' as equation_kind,
        cast(null as bigint) as row_number,
        'clients_in_sonar' as measure,
        cast(null as string) as row_kind,
        'printed percentage = 100 * clients_in_sonar / target_group_register, rounded half up' as equation_text,
        cast(null as bigint) as page_number,
        cast(null as string) as printed_measure,
        cast(printed_percentage as string) as printed_text,
        cast(computed_percentage_min as string) as computed_text,
        printed_percentage as printed_number,
        computed_percentage_min as computed_number_min,
        computed_percentage_max as computed_number_max,
        is_percentage_right as is_right

    from percentages

),

all_equations as (

    select * from row_equations

    union all

    select * from column_equations

    union all

    select * from total_equations

    union all

    select * from percentage_equations

),

with_numbers_as_text as (

    select
        all_equations.*,
        measures.measure_kind,
        {{ replace_pattern('cast(cast(computed_number_min as decimal(18, 4)) as string)', '[.]?0+$', '') }}
            as least_text,
        {{ replace_pattern('cast(cast(computed_number_max as decimal(18, 4)) as string)', '[.]?0+$', '') }}
            as most_text

    from all_equations

    inner join measures
        on all_equations.measure = measures.measure

),

equations as (

    select

        ---------- ids
        publication_id,
        equation_kind,
        row_number,
        measure,

        ---------- text
        measure_kind,
        row_kind,
        equation_text,
        printed_measure,
        printed_text,
        computed_text,
        case
            when computed_number_max = computed_number_min then least_text
            when computed_number_max > computed_number_min then concat(least_text, '–', most_text)
            when computed_number_min is not null then concat('≥ ', least_text)
        end as computed_range,
        case
            when printed_number = computed_number_min and computed_number_min = computed_number_max then 'holds'
            when is_right then 'possible'
            when not is_right then 'fails'
            else 'unknown'
        end as verdict,

        ---------- numerics
        cast(printed_number as decimal(18, 4)) as printed_number,
        cast(computed_number_min as decimal(18, 4)) as computed_number_min,
        cast(computed_number_max as decimal(18, 4)) as computed_number_max,
        case
            when computed_number_min = computed_number_max
                then cast(printed_number - computed_number_min as decimal(18, 4))
        end as difference,
        page_number

    from with_numbers_as_text

)

select * from equations
