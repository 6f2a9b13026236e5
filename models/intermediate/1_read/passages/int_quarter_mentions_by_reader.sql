-- A heading that names two quarters is caught: of each the first and the last are taken.
with

heading_lines as (
    select * from {{ ref('int_heading_lines') }}
    where passage_role in ('heading', 'shared_heading', 'sentence', 'file_name')
),

passage_words as (
    select * from {{ ref('int_quarters_rewritten') }}
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

texts as (

    select
        named_quarters.*,
        first_quarter as quarter_text,
        first_number as number_text

    from named_quarters

    union all

    select
        named_quarters.*,
        last_quarter as quarter_text,
        last_number as number_text

    from named_quarters

),

mentions as (

    select
        texts.*,
        cast(right(quarter_text, 1) as integer) as quarter_number,
        cast(left(quarter_text, 4) as integer) as calendar_year

    from texts

    where quarter_text is not null

    union all

    -- One with a year has its number too.
    select
        texts.*,
        cast(right(quarter_text, 1) as integer) as quarter_number,
        cast(null as integer) as calendar_year

    from texts

    where quarter_text is not null and not is_over_two_headings

    union all

    -- A quarter without a year of its own, as in 'Derde en vierde kwartaal 2020'.
    select
        texts.*,
        cast(number_text as integer) as quarter_number,
        cast(null as integer) as calendar_year

    from texts

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
