-- A heading that names two quarters is caught: of each the first and the last are taken.
with

heading_lines as (
    select * from {{ ref('int_heading_lines') }}
    where passage_role in ('heading', 'shared_heading', 'sentence', 'file_name')
),

passage_words as (
    select * from {{ ref('int_passage_words') }}
    where passage_kind = 'heading'
),

named_quarters as (

    select
        heading_lines.*,
        {{ caught('passage_words.quarter_words', '^.*? ([12][0-9]{3}q[0-9]) ', 1) }} as first_quarter,
        {{ caught('passage_words.quarter_words', '^.* ([12][0-9]{3}q[0-9]) ', 1) }} as last_quarter,
        {{ caught('passage_words.quarter_words', '^.*? q([0-9]) ', 1) }} as first_number,
        {{ caught('passage_words.quarter_words', '^.* q([0-9]) ', 1) }} as last_number

    from heading_lines

    inner join passage_words
        on heading_lines.passage_text = passage_words.passage_text

),

quarters_with_a_year as (

    select
        named_quarters.*,
        first_quarter as quarter_text

    from named_quarters

    union all

    select
        named_quarters.*,
        last_quarter as quarter_text

    from named_quarters

),

numbers_of_quarters as (

    -- A quarter without a year of its own, as in 'Derde en vierde kwartaal 2020'; one with a year has its number too.
    select
        named_quarters.*,
        first_number as number_text

    from named_quarters

    union all

    select
        named_quarters.*,
        last_number as number_text

    from named_quarters

    union all

    select
        named_quarters.*,
        right(first_quarter, 1) as number_text

    from named_quarters

    union all

    select
        named_quarters.*,
        right(last_quarter, 1) as number_text

    from named_quarters

),

mentions as (

    select
        publication_id,
        passage_role,
        cast(right(quarter_text, 1) as integer) as quarter_number,
        cast(left(quarter_text, 4) as integer) as calendar_year,
        is_primary_reader,
        is_over_two_headings

    from quarters_with_a_year

    where quarter_text is not null

    union all

    select
        publication_id,
        passage_role,
        cast(number_text as integer) as quarter_number,
        cast(null as integer) as calendar_year,
        is_primary_reader,
        is_over_two_headings

    from numbers_of_quarters

    where number_text is not null and not is_over_two_headings

),

distinct_mentions as (

    select

        ---------- ids
        publication_id,

        ---------- text
        passage_role,

        ---------- numerics
        quarter_number,
        calendar_year,

        ---------- booleans
        is_primary_reader,
        min(case when is_over_two_headings then 1 else 0 end) = 1 as is_over_two_headings

    from mentions

    group by publication_id, passage_role, quarter_number, calendar_year, is_primary_reader

)

select * from distinct_mentions
