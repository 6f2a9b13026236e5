-- What only shows beside the other publications of the same region and quarter.
with

compared as (

    select * from {{ ref('int_publication_order') }}

),

versions as (

    select * from {{ ref('int_publication_versions') }}

),

resaved_copy as (

    select
        compared.publication_id,
        'resaved_copy' as finding_code,
        cast(null as string) as printed,
        originals.publication_id as computed,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(null as bigint) as page_number,
        originals.file_name as detail

    from compared

    inner join compared as originals
        on compared.copied_publication_id = originals.publication_id

    where compared.is_proven

),

newer_version_rejected as (

    select
        publication_id,
        'newer_version_rejected' as finding_code,
        cast(null as string) as printed,
        cast(null as string) as computed,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(null as bigint) as page_number,
        cast(null as string) as detail

    from versions

    where is_newer_rejected

),

version_order_unknown as (

    select
        publication_id,
        'version_order_unknown' as finding_code,
        cast(null as string) as printed,
        previous_publication_id as computed,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(null as bigint) as page_number,
        cast(null as string) as detail

    from versions

    where is_order_unknown

),

findings as (

    select * from resaved_copy

    union all

    select * from newer_version_rejected

    union all

    select * from version_order_unknown

)

select * from findings
