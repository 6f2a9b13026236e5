with

source as (select * from {{ source('uwv', 'retrievals') }}),

renamed as (

    -- A copy of the Internet Archive shows what stood at the publisher when it was taken, not when it was fetched.
    select

        ---------- ids
        retrieval_id,
        run_id,
        content_sha256 as document_sha256,

        ---------- text
        source_name,
        origin_kind,
        resource_kind,
        address,
        final_address,
        found_on_address,
        link_text,
        file_name,
        outcome,
        reason_message,

        ---------- booleans
        outcome in ('fetched', 'unchanged') as is_given,

        ---------- moments
        retrieved_at,
        coalesce(captured_at, retrieved_at) as seen_at

    from source

)

select * from renamed
