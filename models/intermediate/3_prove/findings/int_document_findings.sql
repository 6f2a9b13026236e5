-- Every finding about a document taken by itself, with its severity. A code without a severity counts as an error.
with

finding_codes as (select * from {{ ref('stg_uwv__finding_codes') }}),

findings as (

    select * from {{ ref('int_identity_findings') }}

    union all

    select * from {{ ref('int_register_findings') }}

    union all

    select * from {{ ref('int_reader_findings') }}

    union all

    select * from {{ ref('int_cell_findings') }}

    union all

    select * from {{ ref('int_municipality_findings') }}

    union all

    select * from {{ ref('int_sum_findings') }}

    union all

    select * from {{ ref('int_origin_findings') }}

),

document_findings as (

    select
        findings.*,
        coalesce(finding_codes.severity, 'error') as severity

    from findings

    left join finding_codes
        on findings.finding_code = finding_codes.finding_code

)

select * from document_findings
