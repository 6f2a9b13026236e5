with

findings as (select * from {{ ref('fct_findings') }}),

finding_codes as (select * from {{ ref('dim_finding_codes') }}),

publications as (select * from {{ ref('dim_publications') }}),

explained as (

    select

        ---------- ids
        concat(findings.publication_id, '/', cast(findings.finding_number as string)) as finding_key,
        findings.publication_id,
        cast(findings.finding_number as integer) as finding_number,
        findings.finding_code,
        publications.uwv_region_number,
        publications.quarter_start_date,

        ---------- text
        publications.file_name,
        publications.labour_market_region_name,
        publications.quarter_label,
        publications.status,
        findings.severity,
        findings.printed,
        findings.computed,
        findings.message,
        findings.message_nl,
        finding_codes.meaning,
        finding_codes.what_to_do,

        ---------- place on the page
        cast(findings.page_number as integer) as page_number,
        cast(findings.row_number as integer) as row_number,
        findings.column_role

    from findings

    inner join publications
        on findings.publication_id = publications.publication_id

    left join finding_codes
        on findings.finding_code = finding_codes.finding_code

)

select * from explained
