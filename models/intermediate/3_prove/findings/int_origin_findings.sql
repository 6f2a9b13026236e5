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

    select
        publications.publication_id,
        publications.document_sha256,
        identified.uwv_region_number,
        identified.quarter_start_date,
        concat_ws(', ', regions.uwv_region_name, identified.printed_quarter_label) as document_text,
        links.address,
        links.link_text,
        links.link_region_number,
        links.link_quarter_start_date

    from publications

    inner join identified
        on publications.publication_id = identified.publication_id

    inner join links
        on publications.document_sha256 = links.address_document_sha256

    left join regions
        on identified.uwv_region_number = regions.uwv_region_number

),

agreements as (

    -- A document of several tables agrees with its link when one of them does.
    select
        document_sha256,
        address,
        max(
            case
                when
                    link_region_number is null
                    or uwv_region_number is null
                    or link_region_number = uwv_region_number
                    then 1
                else 0
            end
        ) as region_agrees,
        max(
            case
                when
                    link_quarter_start_date is null
                    or quarter_start_date is null
                    or link_quarter_start_date = quarter_start_date
                    then 1
                else 0
            end
        ) as quarter_agrees

    from publications_with_links

    group by document_sha256, address

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

    inner join agreements
        on
            publications_with_links.document_sha256 = agreements.document_sha256
            and publications_with_links.address = agreements.address

    where agreements.region_agrees = 0 or agreements.quarter_agrees = 0

    group by publications_with_links.publication_id

)

select * from findings
