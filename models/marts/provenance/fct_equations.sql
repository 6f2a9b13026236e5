{%- set part_sum = part_roles() | join(' + ') -%}
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

passages as (

    select * from {{ ref('stg_uwv__passages') }}

),

rows_under_their_columns as (

    -- A total row that stands one column to the right is read by its columns alone; one that may stand so, not at all.
    select table_rows.*

    from table_rows

    left join total_rows
        on
            table_rows.publication_id = total_rows.publication_id
            and table_rows.row_number = total_rows.total_row_number

    where coalesce(total_rows.total_row_reading, 'absent') not in ('incomplete, moved', 'incomplete, unproven')

),

row_equations as (

    select
        publication_id,
        'row' as equation_kind,
        row_number,
        'clients_in_sonar' as column_role,
        'clients_in_sonar = {{ part_sum }}' as equation_text,
        concat(
            publication_id, '/', cast(page_number as string), '/', cast(row_number as string), '/clients_in_sonar'
        ) as printed_locator,
        clients_in_sonar as printed_number,
        parts_sum_min as computed_number_min,
        parts_sum_max as computed_number_max,
        is_row_sum_right as is_right

    from rows_under_their_columns

    {%- for subtotal, parts in subtotal_roles().items() %}

    union all

    select
        publication_id,
        'row' as equation_kind,
        row_number,
        '{{ subtotal }}' as column_role,
        '{{ subtotal }} = {{ parts | join(' + ') }}' as equation_text,
        concat(
            publication_id, '/', cast(page_number as string), '/', cast(row_number as string), '/{{ subtotal }}'
        ) as printed_locator,
        {{ subtotal }} as printed_number,
        {{ subtotal }}_sum_min as computed_number_min,
        {{ subtotal }}_sum_max as computed_number_max,
        is_{{ subtotal }}_right as is_right

    from rows_under_their_columns

    where {{ subtotal }}_min is not null
    {%- endfor %}

),

read_totals as (

    -- In a total row that stands one column to the right, a column's total is what stands under the next.
    select
        columns.publication_id,
        columns.column_role,
        columns.column_sum_min,
        columns.column_sum_max,
        total_rows.total_row_number,
        total_rows.total_page_number,
        case
            when total_rows.total_row_reading = 'incomplete, moved' then next_columns.column_role
            else columns.column_role
        end as total_column_role,
        case
            when total_rows.total_row_reading = 'incomplete, moved' then columns.total_text_from_right
            else columns.total_text
        end as total_text,
        case
            when total_rows.total_row_reading = 'incomplete, moved' then columns.total_count_from_right
            else columns.total_count
        end as total_count,
        case
            when total_rows.total_row_reading = 'incomplete, moved' then columns.is_right_from_right
            else columns.is_right_as_printed
        end as is_right

    from columns

    inner join total_rows
        on columns.publication_id = total_rows.publication_id

    left join columns as next_columns
        on
            columns.publication_id = next_columns.publication_id
            and columns.column_position + 1 = next_columns.column_position

    where total_rows.total_row_reading <> 'incomplete, unproven'

),

column_equations as (

    select
        publication_id,
        'column' as equation_kind,
        total_row_number as row_number,
        column_role,
        concat(column_role, ' of the total row = sum of ', column_role, ' of the municipalities') as equation_text,
        concat(
            publication_id, '/', cast(total_page_number as string), '/', cast(total_row_number as string),
            '/', total_column_role
        ) as printed_locator,
        total_count as printed_number,
        column_sum_min as computed_number_min,
        column_sum_max as computed_number_max,
        is_right

    from read_totals

    where total_text is not null

),

first_footnotes as (

    select
        publication_id,
        {{ passage_locator('passages') }} as locator,
        row_number() over (
            partition by publication_id
            order by passage_number nulls last
        ) as footnote_rank

    from passages

    where passage_role = 'footnote'

),

percentage_equations as (

    select
        percentages.publication_id,
        'percentage' as equation_kind,
        cast(null as bigint) as row_number,
        'clients_in_sonar' as column_role,
        'printed percentage = 100 * clients_in_sonar / target_group_register, rounded half up' as equation_text,
        first_footnotes.locator as printed_locator,
        percentages.printed_percentage as printed_number,
        percentages.computed_percentage_min as computed_number_min,
        percentages.computed_percentage_max as computed_number_max,
        percentages.is_percentage_right as is_right

    from percentages

    left join first_footnotes
        on
            percentages.publication_id = first_footnotes.publication_id
            and first_footnotes.footnote_rank = 1

),

all_equations as (

    select * from row_equations

    union all

    select * from column_equations

    union all

    select * from percentage_equations

),

equations as (

    select

        ---------- ids
        concat(
            publication_id, '/', equation_kind, '/', coalesce(cast(row_number as string), ''), '/', column_role
        ) as equation_key,
        publication_id,
        row_number,
        printed_locator,

        ---------- text
        equation_kind,
        column_role,
        equation_text,
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
        end as difference

    from all_equations

)

select * from equations
