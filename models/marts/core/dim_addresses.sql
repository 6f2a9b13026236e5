with

retrievals as (
    select * from {{ ref('stg_uwv__retrievals') }}
    where resource_kind = 'document'
),

links as (select * from {{ ref('int_links_placed') }}),

newest as (

    select
        address,
        max_by(source_name, retrieved_at) as source_name,
        max_by(origin_kind, retrieved_at) as origin_kind,
        max_by(outcome, retrieved_at) as outcome,
        max_by(coalesce(reason_message, ''), retrieved_at) as reason_message,
        max_by(found_on_address, retrieved_at) filter (where found_on_address is not null) as found_on_address,
        max_by(link_text, retrieved_at) filter (where link_text is not null) as link_text,
        max_by(document_sha256, retrieved_at) filter (where is_given) as document_sha256,
        min(retrieved_at) as first_retrieved_at,
        max(retrieved_at) as last_retrieved_at

    from retrievals

    group by address

),

addresses as (

    select

        ---------- ids
        newest.address,
        newest.document_sha256,
        links.address_region_number as uwv_region_number,

        ---------- text
        newest.source_name,
        newest.origin_kind,
        newest.found_on_address,
        newest.link_text,
        newest.outcome,
        nullif(newest.reason_message, '') as reason_message,

        ---------- dates
        links.address_quarter_start_date as quarter_start_date,

        ---------- moments
        newest.first_retrieved_at,
        newest.last_retrieved_at

    from newest

    left join links
        on newest.address = links.address

)

select * from addresses
