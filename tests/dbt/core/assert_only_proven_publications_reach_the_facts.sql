-- Fails for every fact of a publication that has an error, is a copy, or could not be read; and for every current fact
-- of one that is not accepted.
with

facts as (

    select
        publication_id,
        is_current

    from {{ ref('fct_municipality_quarter_versions') }}

    union

    select
        publication_id,
        is_current

    from {{ ref('fct_region_quarter_versions') }}

)

select
    facts.publication_id,
    publications.status

from facts

inner join {{ ref('dim_publications') }} as publications
    on facts.publication_id = publications.publication_id

where
    publications.error_count > 0
    or publications.copied_publication_id is not null
    or (facts.is_current and publications.status not in ('accepted', 'accepted_with_warnings'))
    or (not facts.is_current and publications.status <> 'superseded')
