select * from {{ ref('int_publications_by_reader') }}
where is_primary_reader
