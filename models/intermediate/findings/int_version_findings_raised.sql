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
        {{ finding(
            'resaved_copy',
            "concat('The same content as ', originals.file_name, ' (', originals.publication_id, '): it supersedes nothing.')",
            computed='originals.publication_id',
            publication_id='compared.publication_id'
        ) }}

    from compared

    inner join compared as originals
        on compared.copied_publication_id = originals.publication_id

    where compared.is_proven

),

newer_version_rejected as (

    select
        {{ finding(
            'newer_version_rejected',
            "'A later publication of this region and quarter was rejected, so this one stays the current one.'"
        ) }}

    from versions

    where is_newer_rejected

),

version_order_unknown as (

    select
        {{ finding(
            'version_order_unknown',
            "concat('Nothing says whether this or ', previous_publication_id,
            ' is newer: same colophon date, same load, other figures.')",
            computed='previous_publication_id'
        ) }}

    from versions

    where is_order_unknown

),

findings as (
    {{ all_of(['resaved_copy', 'newer_version_rejected', 'version_order_unknown']) }}

)

select * from findings
