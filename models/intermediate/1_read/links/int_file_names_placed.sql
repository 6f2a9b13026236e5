-- The quarter and region that the file name of an unreadable document names: a hint of what is missing, and no fact.
with

headings as (
    select * from {{ ref('int_headings_by_reader') }}
    where is_primary_reader and passage_role = 'file_name'
),

quarter_mentions as (
    select * from {{ ref('int_quarter_mentions_by_reader') }}
    where is_primary_reader and passage_role = 'file_name' and calendar_year is not null
),

quarters as (

    select
        publication_id,
        count(distinct 10 * calendar_year + quarter_number) as quarter_count,
        max(calendar_year) as calendar_year,
        max(quarter_number) as quarter_number

    from quarter_mentions

    group by publication_id

),

placed as (

    select
        headings.publication_id,
        headings.uwv_region_number,
        make_date(quarters.calendar_year, 3 * quarters.quarter_number - 2, 1) as quarter_start_date

    from headings

    inner join quarters
        on headings.publication_id = quarters.publication_id

    where
        headings.uwv_region_number is not null
        and quarters.quarter_count = 1
        and quarters.quarter_number between 1 and 4

)

select * from placed
