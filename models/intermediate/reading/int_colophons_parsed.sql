{%- set months = [
    'januari|jan', 'februari|febr|feb', 'maart|mrt', 'april|apr', 'mei', 'juni|jun', 'juli|jul', 'augustus|aug',
    'september|sept|sep', 'oktober|okt', 'november|nov', 'december|dec'
] -%}
{%- set in_words = ' (([0-9]{1,2}) )?m([0-9]{2}) ([12][0-9]{3}) ' -%}
{%- set last_month = '^.* m([0-9]{2} [12][0-9]{3}) ' -%}
{%- set day_first = ' ([0-9]{1,2}) ([0-9]{1,2}) ([12][0-9]{3}) ' -%}
{%- set year_first = ' ([12][0-9]{3}) ([0-9]{1,2}) ([0-9]{1,2}) ' -%}
{%- set month_words = namespace(sql='words') -%}
{%- for spellings in months -%}
    {%- set month_words.sql = replace_pattern(month_words.sql, ' (' ~ spellings ~ ') ', ' m%02d ' % loop.index) -%}
{%- endfor -%}
with

passages as (

    select * from {{ ref('stg_uwv__passages') }}

),

colophons as (

    select
        publication_id,
        passage_number,
        passage_text,
        page_number,
        {{ spaced_words('passage_text') }} as words

    from passages

    where passage_role = 'colophon'

),

with_month_numbers as (

    select
        colophons.*,
        {{ month_words.sql }} as month_words

    from colophons

),

date_parts as (

    select
        with_month_numbers.*,
        coalesce(
            {{ caught('month_words', in_words, 4) }},
            {{ caught('month_words', day_first, 3) }},
            {{ caught('month_words', year_first, 1) }}
        ) as year_text,
        coalesce(
            {{ caught('month_words', in_words, 3) }},
            {{ caught('month_words', day_first, 2) }},
            {{ caught('month_words', year_first, 2) }}
        ) as month_text,
        case
            when {{ holds_pattern('month_words', in_words) }} then {{ caught('month_words', in_words, 2) }}
            else coalesce(
                {{ caught('month_words', day_first, 1) }},
                {{ caught('month_words', year_first, 3) }}
            )
        end as day_text,
        {{ caught('month_words', last_month, 1) }} as last_month_and_year

    from with_month_numbers

),

dated as (

    select
        date_parts.*,
        concat(month_text, ' ', year_text) as month_and_year,
        try_cast(
            concat(year_text, '-', lpad(month_text, 2, '0'), '-', lpad(coalesce(day_text, '01'), 2, '0')) as date
        ) as read_date

    from date_parts

),

parsed as (

    -- Two months in one colophon: neither is certainly the date of publication.
    select

        ---------- ids
        publication_id,
        passage_number,

        ---------- text
        passage_text,
        case when day_text is null then 'month' else 'day' end as date_precision,

        ---------- numerics
        page_number,

        ---------- dates
        case
            when last_month_and_year is null or last_month_and_year = month_and_year then read_date
        end as published_date

    from dated

)

select * from parsed
