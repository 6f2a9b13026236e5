-- Fails for every document in the landing file that has no row in mart_publications.
select documents.document_sha256

from {{ source('uwv', 'publications') }} as documents

left join {{ ref('dim_publications') }} as publications
    on documents.document_sha256 = publications.document_sha256

left join {{ ref('mart_publications') }} as listed
    on publications.publication_id = listed.publication_id

where listed.publication_id is null
