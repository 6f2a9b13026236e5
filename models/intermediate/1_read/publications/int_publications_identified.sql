-- What a publication says of itself: quarter, region, register, percentage, date; null where it says nothing certain.
with

publications_by_reader as (
    select * from {{ ref('int_publications_by_reader') }}
    where is_primary_reader
),

publications as (
    select * from {{ ref('stg_uwv__publications') }}
    where reading_status = 'read'
),

loads as (select * from {{ ref('stg_uwv__loads') }}),

identified as (

    select

        ---------- ids
        publications.publication_id,
        publications_by_reader.uwv_region_number,
        publications_by_reader.printed_region_number,

        ---------- text
        publications_by_reader.printed_quarter_label,
        publications_by_reader.published_date_precision,

        ---------- numerics
        publications_by_reader.quarter_count,
        publications_by_reader.quarter_number_count,
        publications_by_reader.region_count,
        publications_by_reader.printed_region_number_count,
        publications_by_reader.footnote_count,
        publications_by_reader.register_count,
        publications_by_reader.percentage_count,
        publications_by_reader.colophon_count,
        publications_by_reader.target_group_register,
        publications_by_reader.printed_percentage,
        publications_by_reader.percentage_decimals,

        ---------- dates
        publications_by_reader.quarter_start_date,
        publications_by_reader.published_date,

        ---------- moments
        loads.finished_at as first_loaded_at

    from publications

    inner join publications_by_reader
        on publications.publication_id = publications_by_reader.publication_id

    left join loads
        on publications.first_read_load_id = loads.load_id

)

select * from identified
