-- Where a quarter or a region may be named: a heading, two headings in a row, a sentence on the table's time, the first
-- column, the name of a file.
with

passages as (select * from {{ ref('stg_uwv__passages_by_reader') }}),

publications as (select * from {{ ref('stg_uwv__publications') }}),

headings as (

    select
        publication_id,
        passage_number,
        passage_role,
        passage_text,
        page_number,
        is_primary_reader,
        false as is_over_two_headings

    from passages

    where passage_role in ('heading', 'shared_heading', 'sentence', 'region_column')

),

file_names as (

    -- Of a document that cannot be read, the file name may still say what it would have been.
    select
        publication_id,
        0 as passage_number,
        'file_name' as passage_role,
        {{ replace_pattern('file_name', '[.][A-Za-z]+$', '') }} as passage_text,
        cast(null as bigint) as page_number,
        true as is_primary_reader,
        false as is_over_two_headings

    from publications

    where reading_status = 'unreadable'

),

beside_next_heading as (

    select
        headings.*,
        lead(passage_text) over (
            partition by publication_id, is_primary_reader, passage_role
            order by passage_number nulls last
        ) as next_text

    from headings

),

over_two_headings as (

    -- A heading may break over two lines: 'Tweede kwartaal' above '2020 Flevoland'.
    select
        publication_id,
        passage_number,
        passage_role,
        concat(passage_text, ' ', next_text) as passage_text,
        page_number,
        is_primary_reader,
        true as is_over_two_headings

    from beside_next_heading

    where passage_role in ('heading', 'shared_heading') and next_text is not null

),

lines as (

    select * from headings

    union all

    select * from file_names

    union all

    select * from over_two_headings

)

select * from lines
