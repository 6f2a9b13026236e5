-- Every finding, with its severity: about the document by itself, and about its place among its versions.
with

document_findings as (

    select * from {{ ref('int_document_findings_graded') }}

),

version_findings as (

    select * from {{ ref('int_version_findings_raised') }}

),

finding_codes as (

    select * from {{ ref('stg_uwv__finding_codes') }}

),

graded_version_findings as (

    select
        version_findings.*,
        coalesce(finding_codes.severity, 'error') as severity

    from version_findings

    left join finding_codes
        on version_findings.finding_code = finding_codes.finding_code

),

findings as (

    select * from document_findings

    union all

    select * from graded_version_findings

)

select * from findings
