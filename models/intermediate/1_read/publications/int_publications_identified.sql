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
        publications_by_reader.*,
        loads.finished_at as first_loaded_at

    from publications

    inner join publications_by_reader
        on publications.publication_id = publications_by_reader.publication_id

    left join loads
        on publications.first_read_load_id = loads.load_id

)

select * from identified
