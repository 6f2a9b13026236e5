{%- set in_words = ' (([0-9]{1,2}) )?m([0-9]{2}) ([12][0-9]{3}) ' -%}
{%- set last_month = '^.* m([0-9]{2} [12][0-9]{3}) ' -%}
{%- set day_first = ' ([0-9]{1,2}) ([0-9]{1,2}) ([12][0-9]{3}) ' -%}
{%- set year_first = ' ([12][0-9]{3}) ([0-9]{1,2}) ([0-9]{1,2}) ' -%}
with

passages as (select * from {{ ref('stg_uwv__passages_by_reader') }}),

passage_words as (
    select * from {{ ref('int_quarters_rewritten') }}
    where passage_kind = 'colophon'
),

colophons as (

    select
        passages.publication_id,
        passages.passage_number,
        passages.is_primary_reader,
        passage_words.month_words

    from passages

    inner join passage_words
        on passages.passage_text = passage_words.passage_text

    where passages.passage_role = 'colophon'

),

date_parts as (

    select
        colophons.*,
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
            else
                coalesce(
                    {{ caught('month_words', day_first, 1) }},
                    {{ caught('month_words', year_first, 3) }}
                )
        end as day_text,
        {{ caught('month_words', last_month, 1) }} as last_month_and_year

    from colophons

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
        case when day_text is null then 'month' else 'day' end as date_precision,
        case
            when read_date is not null and coalesce(last_month_and_year, month_and_year) = month_and_year
                then concat(cast(read_date as string), case when day_text is null then ' (month)' else '' end)
            else concat_ws(' ', year_text, month_text, day_text, last_month_and_year)
        end as date_words,

        ---------- dates
        case
            when last_month_and_year is null or last_month_and_year = month_and_year then read_date
        end as published_date,

        ---------- booleans
        is_primary_reader

    from dated

)

select * from parsed
