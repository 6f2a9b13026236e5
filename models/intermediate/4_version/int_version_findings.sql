-- What only shows beside the other publications of the same region and quarter.
with

publication_order as (select * from {{ ref('int_publication_order') }}),

versions as (select * from {{ ref('int_publication_versions') }}),

orders_unproven as (select * from {{ ref('int_version_orders_unproven') }}),

municipality_sources as (select * from {{ ref('int_municipality_sources') }}),

named_current as (select * from {{ ref('stg_uwv__current_publications') }}),

tables_of_an_earlier_quarter as (

    -- A document may print an earlier quarter beside its own. Where that quarter has a proven publication, the table is
    -- set aside, and says the same as the version that counts or contradicts it.
    select
        earlier_tables.publication_id,
        earlier_tables.file_name,
        earlier_tables.is_set_aside,
        primary_sources.publication_id as primary_publication_id,
        primary_sources.file_name as primary_file_name,
        coalesce(earlier_tables.figures_fingerprint = primary_sources.figures_fingerprint, false) as is_confirming

    from publication_order as earlier_tables

    left join versions
        on
            earlier_tables.quarter_start_date = versions.quarter_start_date
            and earlier_tables.uwv_region_number = versions.uwv_region_number
            and versions.is_current

    left join publication_order as primary_sources
        on versions.publication_id = primary_sources.publication_id

    where earlier_tables.is_proven and earlier_tables.is_secondary_source

),

findings as (

    select
        publication_order.publication_id,
        'resaved_copy' as finding_code,
        {{ finding_columns(computed='originals.publication_id', detail='originals.file_name') }}

    from publication_order

    inner join publication_order as originals
        on publication_order.copied_publication_id = originals.publication_id

    where publication_order.is_proven and not publication_order.is_set_aside

    union all

    select
        publication_id,
        'newer_version_rejected' as finding_code,
        {{ finding_columns() }}

    from versions

    where is_newer_rejected

    union all

    -- On both: which of them counts is not proven.
    select
        publication_id,
        'version_order_unknown' as finding_code,
        {{ finding_columns(printed='colophon_text', computed='other_publication_id', detail='other_colophon_text') }}

    from orders_unproven

    union all

    select
        versions.publication_id,
        'version_order_reviewed' as finding_code,
        {{ finding_columns(detail="concat(named_current.reason, ' (', named_current.provider, ')')") }}

    from versions

    inner join named_current
        on versions.publication_id = named_current.publication_id

    union all

    select
        publication_id,
        'secondary_source_alone' as finding_code,
        {{ finding_columns() }}

    from tables_of_an_earlier_quarter

    where not is_set_aside

    union all

    select
        publication_id,
        case when is_confirming then 'secondary_source_confirms' else 'secondary_source_contradicts' end
            as finding_code,
        {{ finding_columns(computed='primary_publication_id', detail='primary_file_name') }}

    from tables_of_an_earlier_quarter

    where is_set_aside

    union all

    -- A contradiction stands on both: one of the two documents is wrong, or the figures were corrected without a new
    -- publication.
    select
        primary_publication_id as publication_id,
        'secondary_source_contradicts' as finding_code,
        {{ finding_columns(computed='publication_id', detail='file_name') }}

    from tables_of_an_earlier_quarter

    where is_set_aside and not is_confirming

    union all

    select
        publication_id,
        'municipality_counted_elsewhere' as finding_code,
        printed_name as printed,
        counted_publication_id as computed,
        row_number,
        'municipality' as column_role,
        page_number,
        counted_file_name as detail

    from municipality_sources

    where not is_counted

    union all

    select
        counted.publication_id,
        'municipality_counted_here' as finding_code,
        counted.printed_name as printed,
        other.publication_id as computed,
        counted.row_number,
        'municipality' as column_role,
        counted.page_number,
        other.file_name as detail

    from municipality_sources as other

    inner join municipality_sources as counted
        on
            other.counted_publication_id = counted.publication_id
            and other.municipality_code = counted.municipality_code
            and other.quarter_start_date = counted.quarter_start_date

    where not other.is_counted

)

select * from findings
