-- Where the other reader takes something else than the primary one: in what is parsed of a cell or a passage, or in its
-- text without spaces and points. A heading or colophon that only one of them takes is no difference.
{%- set values_taken = {
    'quarter': "quarter_texts"
        ~ " || case when quarter_number_count > 1 then concat(', of quarters ', quarter_numbers) else '' end",
    'region': 'region_numbers',
    'region number': 'printed_region_numbers',
    'date of publication': 'dates',
    'target-group register': 'registers',
    'percentage': 'percentages'
} %}
with

readings as (select * from {{ ref('stg_uwv__newest_readings') }}),

cells_by_reader as (select * from {{ ref('int_cells_by_reader') }}),

publications_by_reader as (select * from {{ ref('int_publications_by_reader') }}),

passages_by_reader as (select * from {{ ref('stg_uwv__passages_by_reader') }}),

pairs_of_readings as (

    select
        primary_readings.publication_id,
        primary_readings.reader as primary_reader,
        other_readings.reader as other_reader,
        primary_readings.table_count as primary_table_count,
        other_readings.table_count as other_table_count,
        other_readings.error_message

    from readings as primary_readings

    inner join readings as other_readings
        on
            primary_readings.publication_id = other_readings.publication_id
            and primary_readings.is_primary_reader
            and not other_readings.is_primary_reader

),

other_tables as (

    -- Read by one of them only, or in more tables by one.
    select
        publication_id,
        case when other_table_count is null then 'document' else 'number of tables' end as place,
        cast(primary_table_count as string) as primary_text,
        case when other_table_count is null then error_message else cast(other_table_count as string) end as other_text

    from pairs_of_readings

    where other_table_count is null or primary_table_count <> other_table_count

),

comparable_readings as (

    select * from pairs_of_readings

    where primary_table_count = other_table_count

),

cell_values as (

    -- Two cells of one role in a row, as shares are, are told apart by their order.
    select
        publication_id,
        is_primary_reader,
        row_number,
        column_role,
        page_number,
        cell_text,
        row_number() over (
            partition by publication_id, is_primary_reader, row_number, column_role
            order by column_number nulls last
        ) as place_in_row,
        case
            when cell_kind = 'name' then {{ replace_pattern(name_key('cell_text'), ' +', '') }}
            else
                concat_ws(
                    ' ',
                    cell_kind,
                    cast(cell_count as string),
                    coalesce(cast(stated_count_max as string), ''),
                    {{ replace_pattern('lower(cell_text)', '[^a-z0-9%]+', '') }}
                )
        end as cell_value

    from cells_by_reader

),

other_cells_in_a_place as (

    select
        cell_values.publication_id,
        'cell' as place,
        cell_values.row_number,
        cell_values.column_role,
        coalesce(
            max(cell_values.page_number) filter (where cell_values.is_primary_reader), max(cell_values.page_number)
        ) as page_number,
        max(cell_values.cell_text) filter (where cell_values.is_primary_reader) as primary_text,
        max(cell_values.cell_text) filter (where not cell_values.is_primary_reader) as other_text

    from cell_values

    inner join comparable_readings
        on cell_values.publication_id = comparable_readings.publication_id

    group by cell_values.publication_id, cell_values.row_number, cell_values.column_role, cell_values.place_in_row

    having
        max(cell_values.cell_value) filter (where cell_values.is_primary_reader)
        is distinct from max(cell_values.cell_value) filter (where not cell_values.is_primary_reader)

),

passage_texts as (

    select
        readings.publication_id,
        readings.is_primary_reader,
        {{ texts_in_order("case when passage_role = 'region_column' then passage_text end", 'passage_number') }}
            as region_column_text,
        {{ texts_in_order("case when passage_role = 'footnote' then passage_text end", 'passage_number') }}
            as footnote_text

    from readings

    left join passages_by_reader
        on
            readings.publication_id = passages_by_reader.publication_id
            and readings.is_primary_reader = passages_by_reader.is_primary_reader

    group by readings.publication_id, readings.is_primary_reader

),

values_by_place as (

    {%- for place, taken in values_taken.items() %}
    select
        publication_id,
        is_primary_reader,
        '{{ place }}' as place,
        {{ taken }} as value_text

    from publications_by_reader

    union all
    {% endfor %}

    select
        publication_id,
        is_primary_reader,
        'region column' as place,
        {{ replace_pattern(name_key('region_column_text'), ' +', '') }} as value_text

    from passage_texts

    union all

    select
        publication_id,
        is_primary_reader,
        'numbers in the footnote' as place,
        trim({{ replace_pattern("translate(footnote_text, '. ', '')", '[^0-9]+', ' ') }}) as value_text

    from passage_texts

),

other_values_in_a_passage as (

    -- What a heading or a colophon says may be absent: one reader may take a line more.
    select
        comparable_readings.publication_id,
        primary_values.place,
        primary_values.value_text as primary_text,
        other_values.value_text as other_text

    from comparable_readings

    inner join values_by_place as primary_values
        on
            comparable_readings.publication_id = primary_values.publication_id
            and primary_values.is_primary_reader

    inner join values_by_place as other_values
        on
            comparable_readings.publication_id = other_values.publication_id
            and primary_values.place = other_values.place
            and not other_values.is_primary_reader

    where
        primary_values.value_text <> other_values.value_text
        or (
            primary_values.value_text is distinct from other_values.value_text
            and primary_values.place in (
                'target-group register', 'percentage', 'region column', 'numbers in the footnote'
            )
        )

),

differences_beside_the_cells as (

    select * from other_tables

    union all

    select * from other_values_in_a_passage

),

all_differences as (

    select
        publication_id,
        place,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(null as bigint) as page_number,
        primary_text,
        other_text

    from differences_beside_the_cells

    union all

    select
        publication_id,
        place,
        row_number,
        column_role,
        page_number,
        primary_text,
        other_text

    from other_cells_in_a_place

),

differences as (

    select

        ---------- ids
        all_differences.publication_id,
        all_differences.row_number,

        ---------- text
        all_differences.place,
        all_differences.column_role,
        pairs_of_readings.primary_reader,
        pairs_of_readings.other_reader,
        all_differences.primary_text,
        all_differences.other_text,

        ---------- numerics
        all_differences.page_number

    from all_differences

    inner join pairs_of_readings
        on all_differences.publication_id = pairs_of_readings.publication_id

)

select * from differences
