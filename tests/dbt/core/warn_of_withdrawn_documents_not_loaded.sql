{{ config(severity='warn') }}
-- Shows every withdrawn document that was never loaded here: its sha256 may be mistyped.
select withdrawn_documents.*

from {{ ref('withdrawn_documents') }} as withdrawn_documents

left join {{ source('uwv', 'publications') }} as publications
    on withdrawn_documents.document_sha256 = publications.document_sha256

where publications.document_sha256 is null
