-- Which readers read a publication in the newest reading of its document. A load of an earlier version kept one reader.
with

publications as (
    select * from {{ ref('stg_uwv__publications') }}
    where reading_status = 'read'
),

reader_results as (select * from {{ source('uwv', 'reader_results') }}),

renamed as (

    select

        ---------- ids
        publications.publication_id,
        publications.load_id,

        ---------- text
        coalesce(reader_results.reader, publications.reader) as reader,
        reader_results.error_code,
        reader_results.error_message,

        ---------- numerics
        reader_results.table_count,

        ---------- booleans
        coalesce(reader_results.is_primary, true) as is_primary_reader

    from publications

    left join reader_results
        on
            publications.load_id = reader_results.load_id
            and publications.document_sha256 = reader_results.document_sha256

)

select * from renamed
