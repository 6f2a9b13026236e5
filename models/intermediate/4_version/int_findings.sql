-- Every finding, about the document by itself and about its place among its versions, with its severity and in words:
-- the template of its code, filled with what was printed and computed, and where.
with

document_findings as (select * from {{ ref('int_document_findings') }}),

nearby_quarter_findings as (select * from {{ ref('int_nearby_quarter_findings') }}),

version_findings as (select * from {{ ref('int_version_findings') }}),

finding_codes as (select * from {{ ref('stg_uwv__finding_codes') }}),

column_roles as (select * from {{ ref('stg_uwv__column_roles') }}),

version_findings_with_severity as (

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

    select * from nearby_quarter_findings

    union all

    select * from version_findings_with_severity

),

worded as (

    -- A code that the catalogue does not have speaks for itself.
    select
        findings.*,
        coalesce(
            {{ filled_message('finding_codes.message_en', 'column_roles.words_en', 'nothing') }}, findings.finding_code
        ) as message,
        coalesce(
            {{ filled_message('finding_codes.message_nl', 'column_roles.words_nl', 'niets') }}, findings.finding_code
        ) as message_nl

    from findings

    left join finding_codes
        on findings.finding_code = finding_codes.finding_code

    left join column_roles
        on findings.column_role = column_roles.column_role

)

select * from worded
