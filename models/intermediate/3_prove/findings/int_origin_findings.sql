-- What a link says of a document, held against what the document says of itself. The document counts.
with

publications as (select * from {{ ref('stg_uwv__publications') }}),

identified as (select * from {{ ref('int_publications_identified') }}),

links as (
    select * from {{ ref('int_links_placed') }}
    where link_region_number is not null or link_quarter_start_date is not null
),

regions as (select * from {{ ref('stg_cbs__regions') }}),

publications_with_links as (

    -- What one of them does not say contradicts nothing.
    select
        publications.publication_id,
        publications.document_sha256,
        concat_ws(', ', regions.uwv_region_name, identified.printed_quarter_label) as document_text,
        links.address,
        links.link_text,
        coalesce(links.link_region_number = identified.uwv_region_number, true) as is_of_region,
        coalesce(links.link_quarter_start_date = identified.quarter_start_date, true) as is_of_quarter

    from publications

    inner join identified
        on publications.publication_id = identified.publication_id

    inner join links
        on publications.document_sha256 = links.address_document_sha256

    left join regions
        on identified.uwv_region_number = regions.uwv_region_number

),

contradicted_links as (

    -- A document of several tables agrees with its link when one of them does.
    select
        document_sha256,
        address

    from publications_with_links

    group by document_sha256, address

    having count(*) filter (where is_of_region) = 0 or count(*) filter (where is_of_quarter) = 0

),

findings as (

    select
        publications_with_links.publication_id,
        'link_contradictory' as finding_code,
        {{ finding_columns(
            printed='max(publications_with_links.document_text)',
            detail=joined_texts('publications_with_links.link_text', '; ')
        ) }}

    from publications_with_links

    inner join contradicted_links
        on
            publications_with_links.document_sha256 = contradicted_links.document_sha256
            and publications_with_links.address = contradicted_links.address

    group by publications_with_links.publication_id

)

select * from findings
