-- A publication proves itself when it was read and no finding is an error, neither about it by itself nor beside the
-- other quarters of its region.
with

publications as (select * from {{ ref('stg_uwv__publications') }}),

findings as (

    select * from {{ ref('int_document_findings') }}

    union all

    select * from {{ ref('int_nearby_quarter_findings') }}

),

error_counts as (

    select
        publication_id,
        count(*) as error_count

    from findings

    where severity <> 'warning'

    group by publication_id

),

proofs as (

    select

        ---------- ids
        publications.publication_id,

        ---------- numerics
        coalesce(error_counts.error_count, 0) as error_count,

        ---------- booleans
        publications.reading_status = 'read' and error_counts.publication_id is null as is_proven

    from publications

    left join error_counts
        on publications.publication_id = error_counts.publication_id

)

select * from proofs
