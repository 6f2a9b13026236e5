-- A document may be read again by a better extractor: its newest reading counts, and no row of an older one.
with

source as (

    select * from {{ source('uwv', 'publications') }}

),

readings as (

    select
        source.*,
        max(load_id) over (partition by document_sha256) as newest_load_id,
        min(load_id) over (partition by document_sha256) as first_load_id,
        min(case when status = 'read' then load_id end) over (partition by document_sha256) as first_read_load_id

    from source

),

renamed as (

    select

        ---------- ids
        publication_id,
        load_id,
        first_load_id,
        first_read_load_id,
        document_sha256,
        layout_fingerprint,
        printed_content_sha256,

        ---------- text
        file_name,
        source_address,
        reader,
        header_kind,
        status as reading_status,
        error_code,
        error_message,

        ---------- numerics
        byte_count,
        page_count

    from readings

    where load_id = newest_load_id

)

select * from renamed
