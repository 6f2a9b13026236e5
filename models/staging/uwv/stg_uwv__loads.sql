with

source as (select * from {{ source('uwv', 'loads') }}),

renamed as (

    select

        ---------- ids
        load_id,

        ---------- text
        extractor_version,
        readers,

        ---------- numerics
        load_number,
        read_count,
        skipped_count,
        unreadable_count,

        ---------- moments
        started_at,
        finished_at

    from source

)

select * from renamed
