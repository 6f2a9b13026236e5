-- Fails for every document in the landing file that has no row in mart_publications, and was not withdrawn.
select documents.document_sha256

from {{ source('uwv', 'publications') }} as documents

left join {{ ref('dim_publications') }} as publications
    on documents.document_sha256 = publications.document_sha256

left join {{ ref('mart_publications') }} as listed
    on publications.publication_id = listed.publication_id

left join {{ ref('withdrawn_documents') }} as withdrawn_documents
    on documents.document_sha256 = withdrawn_documents.document_sha256

where
    listed.publication_id is null
    and withdrawn_documents.document_sha256 is null
