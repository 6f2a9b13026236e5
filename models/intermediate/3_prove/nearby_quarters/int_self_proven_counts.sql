-- The counts of every publication that has no error of its own: what others are held against.
with

publications as (
    select * from {{ ref('stg_uwv__publications') }}
    where reading_status = 'read'
),

identified as (
    select * from {{ ref('int_publications_identified') }}
    where quarter_start_date is not null and uwv_region_number is not null
),

registers as (select * from {{ ref('int_registers_published') }}),

errors as (
    select * from {{ ref('int_document_findings') }}
    where severity <> 'warning'
),

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

row_counts as (
    select * from {{ ref('int_row_counts') }}
    where row_kind = 'municipality' and row_count is not null
),

measures as (
    select * from {{ ref('stg_uwv__measures') }}
    where measure_kind in ('part', 'total')
),

self_proven as (

    select
        publications.publication_id,
        publications.header_kind,
        publications.file_name,
        identified.uwv_region_number,
        identified.quarter_start_date,
        identified.footnote_count,
        coalesce(registers.is_register_proven, false) as is_register_proven

    from publications

    inner join identified
        on publications.publication_id = identified.publication_id

    inner join registers
        on publications.publication_id = registers.publication_id

    left join errors
        on publications.publication_id = errors.publication_id

    where errors.publication_id is null

),

counts as (

    select

        ---------- ids
        self_proven.publication_id,
        self_proven.uwv_region_number,
        matched_rows.municipality_code,
        row_counts.measure,

        ---------- text
        self_proven.header_kind,
        self_proven.file_name,

        ---------- numerics
        self_proven.footnote_count,
        row_counts.row_count,

        ---------- booleans
        self_proven.is_register_proven,

        ---------- dates
        self_proven.quarter_start_date

    from self_proven

    inner join matched_rows
        on self_proven.publication_id = matched_rows.publication_id

    inner join row_counts
        on
            matched_rows.publication_id = row_counts.publication_id
            and matched_rows.row_number = row_counts.row_number

    inner join measures
        on row_counts.measure = measures.measure

)

select * from counts
