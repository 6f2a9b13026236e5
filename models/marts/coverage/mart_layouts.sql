with

publications as (
    select * from {{ ref('dim_publications') }}
    where layout_fingerprint is not null
),

cells as (select * from {{ ref('fct_cells') }}),

first_publications as (

    select * from publications

    qualify
        row_number() over (
            partition by layout_fingerprint
            order by first_loaded_at nulls last, file_name nulls last, publication_id nulls last
        ) = 1

),

column_texts as (

    select
        publication_id,
        concat(lpad(cast(column_number as string), 2, '0'), ' ', coalesce(header_text, '-')) as column_text

    from cells

),

headers as (

    select
        publication_id,
        {{ joined_texts('column_text', ' | ') }} as header_texts

    from column_texts

    group by publication_id

),

usages as (

    select
        layout_fingerprint,
        count(*) as publication_count,
        count(*) filter (where status = 'rejected') as rejected_count,
        min(quarter_start_date) as first_quarter_start_date,
        max(quarter_start_date) as last_quarter_start_date

    from publications

    group by layout_fingerprint

),

layouts as (

    select

        ---------- ids
        first_publications.layout_fingerprint,
        first_publications.publication_id as first_publication_id,

        ---------- text
        first_publications.file_name as first_file_name,
        first_publications.header_kind,
        headers.header_texts,

        ---------- numerics
        cast(usages.publication_count as integer) as publication_count,
        cast(usages.rejected_count as integer) as rejected_count,

        ---------- dates
        usages.first_quarter_start_date,
        usages.last_quarter_start_date,

        ---------- moments
        first_publications.first_loaded_at

    from first_publications

    inner join usages
        on first_publications.layout_fingerprint = usages.layout_fingerprint

    left join headers
        on first_publications.publication_id = headers.publication_id

)

select * from layouts
