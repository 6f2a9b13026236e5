-- Every publication that proves itself beside the others of its region and other quarters, at most two years apart: the
-- sums of each count over the municipalities that both have and neither suppresses.
with

publications as (

    select * from {{ ref('stg_uwv__publications') }}

    where reading_status = 'read'

),

identified as (

    select * from {{ ref('int_publications_identified') }}

    where quarter_start_date is not null and uwv_region_number is not null

),

registers as (

    select * from {{ ref('int_registers_published') }}

),

document_findings as (

    select * from {{ ref('int_document_findings_graded') }}

),

matched_rows as (

    select * from {{ ref('int_municipalities_matched') }}

),

row_counts as (

    select * from {{ ref('int_row_counts') }}

    where row_kind = 'municipality' and row_count is not null

),

measures as (

    select * from {{ ref('stg_uwv__measures') }}

    where measure_kind in ('part', 'total')

),

publications_with_errors as (

    select distinct publication_id

    from document_findings

    where severity <> 'warning'

),

self_proven as (

    select
        publications.publication_id,
        publications.header_kind,
        publications.file_name,
        identified.uwv_region_number,
        identified.quarter_start_date,
        identified.footnote_count,
        coalesce(registers.is_register_proven, false) as is_register_proven

    from publications

    inner join identified
        on publications.publication_id = identified.publication_id

    inner join registers
        on publications.publication_id = registers.publication_id

    left join publications_with_errors
        on publications.publication_id = publications_with_errors.publication_id

    where publications_with_errors.publication_id is null

),

counts as (

    select
        self_proven.publication_id,
        matched_rows.municipality_code,
        row_counts.measure,
        row_counts.row_count

    from self_proven

    inner join matched_rows
        on self_proven.publication_id = matched_rows.publication_id

    inner join row_counts
        on
            matched_rows.publication_id = row_counts.publication_id
            and matched_rows.row_number = row_counts.row_number

    inner join measures
        on row_counts.measure = measures.measure

),

pairs as (

    select
        one.publication_id,
        one.quarter_start_date,
        one.footnote_count,
        one.header_kind,
        other.publication_id as other_publication_id,
        other.quarter_start_date as other_quarter_start_date,
        other.file_name as other_file_name,
        other.header_kind as other_header_kind,
        other.is_register_proven as is_other_register_proven,
        abs(
            4 * (year(one.quarter_start_date) - year(other.quarter_start_date))
            + quarter(one.quarter_start_date) - quarter(other.quarter_start_date)
        ) as quarters_apart

    from self_proven as one

    inner join self_proven as other
        on
            one.uwv_region_number = other.uwv_region_number
            and one.quarter_start_date <> other.quarter_start_date

),

neighbours_compared as (

    select

        ---------- ids
        pairs.publication_id,
        pairs.other_publication_id,
        counts.measure,

        ---------- text
        pairs.header_kind,
        pairs.other_header_kind,
        pairs.other_file_name,

        ---------- numerics
        pairs.footnote_count,
        pairs.quarters_apart,
        cast(sum(counts.row_count) as bigint) as client_count,
        cast(sum(other_counts.row_count) as bigint) as other_client_count,

        ---------- booleans
        pairs.is_other_register_proven,

        ---------- dates
        pairs.quarter_start_date,
        pairs.other_quarter_start_date

    from pairs

    inner join counts
        on pairs.publication_id = counts.publication_id

    inner join counts as other_counts
        on
            pairs.other_publication_id = other_counts.publication_id
            and counts.municipality_code = other_counts.municipality_code
            and counts.measure = other_counts.measure

    where pairs.quarters_apart <= 8

    group by
        pairs.publication_id,
        pairs.other_publication_id,
        counts.measure,
        pairs.header_kind,
        pairs.other_header_kind,
        pairs.other_file_name,
        pairs.footnote_count,
        pairs.quarters_apart,
        pairs.is_other_register_proven,
        pairs.quarter_start_date,
        pairs.other_quarter_start_date

)

select * from neighbours_compared
