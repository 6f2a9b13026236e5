with

publications as (select * from {{ ref('dim_publications') }}),

shown as (

    select

        ---------- ids
        publication_id,
        labour_market_region_code,
        uwv_region_number,
        quarter_start_date,
        copied_publication_id,
        next_publication_id as superseded_by_publication_id,

        ---------- text
        file_name,
        source_address,
        origin_address,
        labour_market_region_name,
        quarter_label,
        status,
        findings,
        error_code,
        error_message,
        published_date_precision,

        ---------- numerics
        cast(version_number as integer) as version_number,
        cast(error_count as integer) as error_count,
        cast(warning_count as integer) as warning_count,

        ---------- booleans
        is_synthetic,

        ---------- dates
        published_date,
        first_seen_date,
        last_seen_date,
        gone_since_date,

        ---------- moments
        first_loaded_at

    from publications

)

select * from shown
