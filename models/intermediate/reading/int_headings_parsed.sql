{#- The spellings of a quarter in Dutch; a number other than 1 to 4 is read too, to be called impossible. -#}
{%- set quarter = '(kwartaal|kwart|kwrt|kwt|kw|q|k)' -%}
{%- set ordinals = {
    '1': 'eerste|1 ?e|1 ?ste|1 ?de|ie', '2': 'tweede|2 ?e|2 ?de|iie', '3': 'derde|3 ?e|3 ?de|iiie',
    '4': 'vierde|4 ?e|4 ?de|ive', '5': 'vijfde|5 ?e|5 ?de'
} -%}
{%- set romans = {'4': 'iv', '3': 'iii', '2': 'ii', '1': 'i'} -%}
{%- set quarter_phrases = quarter_phrase_patterns() -%}
{%- set months =
    'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december' -%}
{#- What may stand in a heading beside quarter and region: the title, words around a region, dates. -#}
{%- set known_words =
    '(transparantie (van )?)?klantprofielen|per gemeente|uwv|banenafspraak|banenafspraken|' ~
    '(in |voor |van )?(de )?(arbeidsmarktregio|arbeidsmarkt regio|regio|amr)|' ~
    '([0-9]{1,2} )?(' ~ months ~ ')|t m|tot en met|[12][0-9]{3}' -%}
with

passages as (

    select * from {{ ref('stg_uwv__passages') }}

),

publications as (

    select * from {{ ref('stg_uwv__publications') }}

),

region_aliases as (

    select * from {{ ref('stg_cbs__region_aliases') }}

),

texts as (

    select
        publication_id,
        passage_number,
        passage_role,
        passage_text,
        page_number

    from passages

    where passage_role in ('heading', 'shared_heading', 'region_column')

    union all

    -- Of a document that cannot be read, the file name may still say what it would have been.
    select
        publication_id,
        0 as passage_number,
        'file_name' as passage_role,
        {{ replace_pattern('file_name', '[.][A-Za-z]+$', '') }} as passage_text,
        cast(null as bigint) as page_number

    from publications

    where reading_status = 'unreadable'

),

headings as (

    select
        texts.*,
        translate(passage_text, '''‘´`', '’’’’') as passage_with_one_apostrophe

    from texts

),

with_whole_years as (

    -- "Q2 '20" is the second quarter of 2020.
    select
        headings.*,
        case
            when {{ holds_pattern('passage_with_one_apostrophe', '’[12][0-9]([^0-9]|$)') }}
                then replace(passage_with_one_apostrophe, '’', ' 20')
            else passage_text
        end as text_with_whole_years

    from headings

),

in_words as (

    select
        with_whole_years.*,
        {{ spaced_words('text_with_whole_years') }} as words

    from with_whole_years

),

{%- set counted = namespace(sql='words') -%}
{%- for number, spellings in ordinals.items() -%}
    {%- set counted.sql = replace_pattern(counted.sql, ' (' ~ spellings ~ ') ', ' ' ~ number ~ ' ') -%}
{%- endfor -%}
{%- for number, roman in romans.items() -%}
    {%- set counted.sql = replace_pattern(counted.sql, ' ' ~ roman ~ ' ' ~ quarter ~ ' ', ' ' ~ number ~ ' q ') -%}
    {%- set counted.sql = replace_pattern(counted.sql, ' ' ~ quarter ~ ' ' ~ roman ~ ' ', ' q ' ~ number ~ ' ') -%}
{%- endfor %}

with_quarters_in_digits as (

    select
        in_words.*,
        {{ counted.sql }} as quarter_words

    from in_words

),

{%- set without_quarter = namespace(sql='quarter_words') -%}
{%- for phrase in quarter_phrases -%}
    {%- set without_quarter.sql = replace_pattern(without_quarter.sql, phrase.pattern, ' ') -%}
{%- endfor %}

without_quarters as (

    select
        with_quarters_in_digits.*,
        replace({{ without_quarter.sql }}, ' ', '  ') as other_words

    from with_quarters_in_digits

),

{%- set unknown_words = replace_pattern('other_words', ' (' ~ known_words | replace(' ', ' +') ~ ') ', ' ') %}

what_is_left as (

    select
        without_quarters.*,
        trim({{ replace_pattern(unknown_words, ' +', ' ') }}) as left_words

    from without_quarters

),

with_region_numbers as (

    -- '6 Flevoland', 'Flevoland (6)'
    select
        what_is_left.*,
        cast(
            coalesce(
                {{ caught('left_words', '^([0-9]{1,2})( |$)', 1) }},
                {{ caught('left_words', ' ([0-9]{1,2})$', 1) }}
            ) as integer
        ) as printed_region_number,
        trim({{ replace_pattern('left_words', '^[0-9]{1,2}( |$)| [0-9]{1,2}$', '') }}) as region_words

    from what_is_left

),

parsed as (

    select

        ---------- ids
        with_region_numbers.publication_id,
        with_region_numbers.passage_number,
        region_aliases.uwv_region_number,

        ---------- text
        with_region_numbers.passage_role,
        with_region_numbers.passage_text,
        with_region_numbers.quarter_words,
        with_region_numbers.region_words,
        case
            when region_aliases.uwv_region_number is not null then 'region'
            when with_region_numbers.left_words = '' then 'title or quarter'
            when with_region_numbers.region_words = '' then 'region number alone'
            when with_region_numbers.passage_role = 'region_column' then 'unknown region'
            else 'not about quarter or region'
        end as heading_meaning,

        ---------- numerics
        case
            when region_aliases.uwv_region_number is not null or with_region_numbers.passage_role = 'region_column'
                then with_region_numbers.printed_region_number
        end as printed_region_number,
        with_region_numbers.page_number

    from with_region_numbers

    left join region_aliases
        on with_region_numbers.region_words = region_aliases.alias_key

)

select * from parsed
