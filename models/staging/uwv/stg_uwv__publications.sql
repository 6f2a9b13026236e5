-- A document may be read again by a better extractor: its newest reading counts, and no row of an older one. Which
-- reading is newer is told by the number of its load, not by a clock. Of a document that a reviewer withdrew nothing is
-- left: every other model asks this one which publications there are.
with

source as (select * from {{ source('uwv', 'publications') }}),

loads as (select * from {{ ref('stg_uwv__loads') }}),

withdrawn_documents as (select * from {{ ref('withdrawn_documents') }}),

numbered as (

    select
        source.*,
        loads.load_number,
        case when source.status = 'read' then loads.load_number end as read_load_number

    from source

    inner join loads
        on source.load_id = loads.load_id

    left join withdrawn_documents
        on source.document_sha256 = withdrawn_documents.document_sha256

    where withdrawn_documents.document_sha256 is null

),

readings as (

    select
        numbered.*,
        max(load_number) over readings_of_a_document as newest_load_number,
        min(load_number) over readings_of_a_document as first_load_number,
        min(read_load_number) over readings_of_a_document as first_read_load_number,
        min_by(load_id, load_number) over readings_of_a_document as first_load_id,
        min_by(load_id, read_load_number) over readings_of_a_document as first_read_load_id

    from numbered

    window readings_of_a_document as (partition by document_sha256)

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
        first_load_number,
        first_read_load_number,
        byte_count,
        page_count

    from readings

    where load_number = newest_load_number

)

select * from renamed
