with

headings as (

    select * from {{ ref('int_headings_parsed') }}

    where passage_role in ('heading', 'shared_heading', 'file_name')

),

beside_next_heading as (

    select
        headings.*,
        lead(quarter_words) over (
            partition by publication_id, passage_role
            order by passage_number nulls last
        ) as next_words

    from headings

),

heading_pairs as (

    -- A heading may break over two lines: 'Tweede kwartaal' above '2020 Flevoland'.
    select
        beside_next_heading.*,
        case when next_words is not null then concat(quarter_words, ltrim(next_words)) end as words_of_both

    from beside_next_heading

),

mentions_with_a_year as (

    -- The first and the last match of every way to write a quarter: a heading that names two is caught.
    {%- for phrase in quarter_phrase_patterns() %}
    {%- for which_match in ['^.*?', '^.*'] %}
    {%- for words, is_over_two_headings in [('quarter_words', 'false'), ('words_of_both', 'true')] %}

    select
        publication_id,
        passage_number,
        passage_role,
        {{ is_over_two_headings }} as is_over_two_headings,
        cast({{ caught(words, which_match ~ phrase.pattern, phrase.number) }} as integer) as quarter_number,
        cast({{ caught(words, which_match ~ phrase.pattern, phrase.year) }} as integer) as calendar_year

    from heading_pairs

    where
        {{ holds_pattern(words, phrase.pattern) }}
        {%- if words == 'words_of_both' %}
        and not {{ holds_pattern('quarter_words', phrase.pattern) }}
        and not {{ holds_pattern('next_words', phrase.pattern) }}
        {%- endif %}

    union
    {%- endfor %}
    {%- endfor %}
    {%- endfor %}

    {#- 'Derde en vierde kwartaal 2020', and any other quarter without a year of its own. #}
    {%- set quarter = '(kwartaal|kwart|kwrt|kwt|kw|q)' %}
    {%- set numbers_alone = [
        (' ([0-9]) ?' ~ quarter ~ ' ', 1),
        (' ' ~ quarter ~ ' ?([0-9]) ', 2),
        (' ([0-9]) (en|of|tot|tot en met|t m) [0-9] ?' ~ quarter ~ ' ', 1)
    ] %}
    {%- for pattern, number in numbers_alone %}

    select
        publication_id,
        passage_number,
        passage_role,
        false as is_over_two_headings,
        cast({{ caught('quarter_words', pattern, number) }} as integer) as quarter_number,
        cast(null as integer) as calendar_year

    from headings

    where {{ holds_pattern('quarter_words', pattern) }}
    {%- if not loop.last %}

    union
    {%- endif %}
    {%- endfor %}

)

select * from mentions_with_a_year
