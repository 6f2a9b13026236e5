-- Tables that a document prints of an earlier quarter, beside the current version of that quarter: what is set aside
-- says the same, or contradicts it.
with

publication_order as (

    select * from {{ ref('int_publication_order') }}

    where is_proven

),

current_versions as (

    select * from {{ ref('int_publication_versions') }}

    where is_current

),

secondary_sources as (

    select

        ---------- ids
        secondary.publication_id,
        case when secondary.is_set_aside then current_versions.publication_id end as primary_publication_id,

        ---------- text
        secondary.file_name,
        case when secondary.is_set_aside then primary_sources.file_name end as primary_file_name,

        ---------- booleans
        secondary.is_set_aside,
        case
            when secondary.is_set_aside
                then coalesce(secondary.figures_fingerprint = primary_sources.figures_fingerprint, false)
        end as is_confirming

    from publication_order as secondary

    left join current_versions
        on
            secondary.quarter_start_date = current_versions.quarter_start_date
            and secondary.uwv_region_number = current_versions.uwv_region_number

    left join publication_order as primary_sources
        on current_versions.publication_id = primary_sources.publication_id

    where secondary.is_secondary_source

)

select * from secondary_sources
