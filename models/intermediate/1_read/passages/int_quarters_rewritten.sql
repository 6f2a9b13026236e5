-- The words of headings, links and colophons, with every quarter written as in 2020q2 and every month as in m01.
with recursive

heading_lines as (select * from {{ ref('int_heading_lines') }}),

passages as (select * from {{ ref('stg_uwv__passages_by_reader') }}),

link_texts as (select * from {{ ref('int_link_texts') }}),

spellings as (select * from {{ ref('stg_uwv__quarter_and_date_spellings') }}),

texts as (

    select
        'heading' as passage_kind,
        passage_text

    from heading_lines

    union

    select
        'heading' as passage_kind,
        passage_text

    from link_texts

    union

    select
        'colophon' as passage_kind,
        passage_text

    from passages

    where passage_role = 'colophon'

),

with_one_apostrophe as (

    select
        texts.*,
        translate(passage_text, '''‘´`', '’’’’’') as text_with_one_apostrophe

    from texts

),

with_whole_years as (

    -- "Q2 '20" is the second quarter of 2020.
    select
        with_one_apostrophe.*,
        case
            when
                passage_kind = 'heading'
                and {{ holds_pattern('text_with_one_apostrophe', '’[12][0-9]([^0-9]|$)') }}
                then replace(text_with_one_apostrophe, '’', ' 20')
            else passage_text
        end as text_with_whole_years

    from with_one_apostrophe

),

rewritten_step_by_step as (

    select
        passage_kind,
        passage_text,
        {{ spaced_words('text_with_whole_years') }} as words,
        'none' as meaning,
        0 as step

    from with_whole_years

    union all

    select
        earlier.passage_kind,
        earlier.passage_text,
        {{ rewritten_text('earlier.words', 'spellings.spelling', 'spellings.rewritten') }} as words,
        spellings.meaning,
        spellings.step

    from rewritten_step_by_step as earlier

    inner join spellings
        on
            earlier.passage_kind = spellings.passage_kind
            and earlier.step + 1 = spellings.step

),

last_steps as (

    select
        passage_kind,
        meaning,
        max(step) as step

    from spellings

    group by passage_kind, meaning

),

rewritten as (

    select
        rewritten_step_by_step.passage_kind,
        rewritten_step_by_step.passage_text,
        max(case when last_steps.meaning = 'quarter' then rewritten_step_by_step.words end) as quarter_words,
        max(case when last_steps.meaning = 'other than a region' then rewritten_step_by_step.words end) as left_words,
        max(case when last_steps.meaning = 'month' then rewritten_step_by_step.words end) as month_words

    from rewritten_step_by_step

    inner join last_steps
        on
            rewritten_step_by_step.passage_kind = last_steps.passage_kind
            and rewritten_step_by_step.step = last_steps.step

    group by rewritten_step_by_step.passage_kind, rewritten_step_by_step.passage_text

),

passage_words as (

    select

        ---------- text
        passage_kind,
        passage_text,
        quarter_words,
        trim({{ replace_pattern('left_words', ' +', ' ') }}) as left_words,
        month_words

    from rewritten

)

select * from passage_words
