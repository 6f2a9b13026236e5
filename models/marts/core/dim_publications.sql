with

publications as (select * from {{ ref('stg_uwv__publications') }}),

loads as (select * from {{ ref('stg_uwv__loads') }}),

identified as (select * from {{ ref('int_publications_identified') }}),

registers as (select * from {{ ref('int_registers_published') }}),

publication_order as (select * from {{ ref('int_publication_order') }}),

versions as (select * from {{ ref('int_publication_versions') }}),

proofs as (select * from {{ ref('int_publication_proofs') }}),

findings as (select * from {{ ref('fct_findings') }}),

synthetic as (

    select distinct publication_id from {{ ref('stg_uwv__remarks') }}

    where remark_code = 'synthetic_document'

),

at_source as (select * from {{ ref('int_documents_at_source') }}),

file_names as (select * from {{ ref('int_file_names_placed') }}),

regions as (select * from {{ ref('dim_labour_market_regions') }}),

findings_by_code as (

    select
        publication_id,
        finding_code,
        severity,
        count(*) as finding_count

    from findings

    group by publication_id, finding_code, severity

),

finding_summaries as (

    select
        publication_id,
        {{ whole_sum("case when severity <> 'warning' then finding_count else 0 end") }} as error_count,
        {{ whole_sum("case when severity = 'warning' then finding_count else 0 end") }} as warning_count,
        {{ joined_texts("case
            when finding_count = 1 then finding_code
            else concat(finding_code, ' (', cast(finding_count as string), ')')
        end", ', ') }} as findings

    from findings_by_code

    group by publication_id

),

described as (

    select

        ---------- ids
        publications.publication_id,
        publications.document_sha256,
        publications.printed_content_sha256,
        publications.layout_fingerprint,
        publications.load_id,
        regions.labour_market_region_key,
        regions.labour_market_region_code,
        identified.uwv_region_number,
        publication_order.copied_publication_id,
        versions.previous_publication_id,
        versions.next_publication_id,
        file_names.uwv_region_number as file_name_region_number,

        ---------- text
        publications.file_name,
        publications.source_address,
        at_source.origin_address,
        publications.reader,
        publications.header_kind,
        regions.labour_market_region_name,
        identified.printed_quarter_label as quarter_label,
        identified.published_date_precision,
        case
            when publications.reading_status = 'unreadable' then 'unreadable'
            when not proofs.is_proven then 'rejected'
            when versions.publication_id is null or not versions.is_current then 'superseded'
            when coalesce(finding_summaries.warning_count, 0) > 0 then 'accepted_with_warnings'
            when coalesce(finding_summaries.warning_count, 0) = 0 then 'accepted'
        end as status,
        finding_summaries.findings,
        publications.error_code,
        publications.error_message,

        ---------- numerics
        publications.byte_count,
        publications.page_count,
        versions.version_number,
        coalesce(finding_summaries.error_count, 0) as error_count,
        coalesce(finding_summaries.warning_count, 0) as warning_count,
        registers.target_group_register,
        registers.printed_percentage as printed_register_coverage_percentage,

        ---------- booleans
        registers.is_register_proven,
        coalesce(publication_order.is_secondary_source, false) as is_secondary_source,
        synthetic.publication_id is not null as is_synthetic,

        ---------- dates
        identified.quarter_start_date,
        identified.published_date,
        file_names.quarter_start_date as file_name_quarter_start_date,
        at_source.first_seen_date,
        at_source.last_seen_date,
        at_source.gone_since_date,

        ---------- moments
        at_source.first_retrieved_at,
        loads.finished_at as first_loaded_at

    from publications

    inner join proofs
        on publications.publication_id = proofs.publication_id

    left join loads
        on publications.first_load_id = loads.load_id

    left join identified
        on publications.publication_id = identified.publication_id

    left join registers
        on publications.publication_id = registers.publication_id

    left join publication_order
        on publications.publication_id = publication_order.publication_id

    left join versions
        on publications.publication_id = versions.publication_id

    left join finding_summaries
        on publications.publication_id = finding_summaries.publication_id

    left join synthetic
        on publications.publication_id = synthetic.publication_id

    left join at_source
        on publications.document_sha256 = at_source.document_sha256

    left join file_names
        on publications.publication_id = file_names.publication_id

    left join regions
        on
            identified.uwv_region_number = regions.uwv_region_number
            and identified.quarter_start_date >= regions.valid_from
            and identified.quarter_start_date < regions.valid_to

)

select * from described
