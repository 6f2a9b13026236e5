-- A publication proves itself when it was read and no finding is an error, neither about it by itself nor beside the
-- other quarters of its region.
with

publications as (select * from {{ ref('stg_uwv__publications') }}),

findings as (

    select * from {{ ref('int_document_findings') }}

    union all

    select * from {{ ref('int_nearby_quarter_findings') }}

),

publications_with_errors as (

    select distinct publication_id

    from findings

    where severity <> 'warning'

),

proofs as (

    select

        ---------- ids
        publications.publication_id,

        ---------- booleans
        publications.reading_status = 'read' and publications_with_errors.publication_id is null as is_proven

    from publications

    left join publications_with_errors
        on publications.publication_id = publications_with_errors.publication_id

)

select * from proofs
