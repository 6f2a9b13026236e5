-- In words: the template of a finding's code, filled with what was printed and computed, and where.
with

document_findings as (select * from {{ ref('int_document_findings') }}),

nearby_quarter_findings as (select * from {{ ref('int_nearby_quarter_findings') }}),

version_findings as (select * from {{ ref('int_version_findings') }}),

finding_codes as (select * from {{ ref('stg_uwv__finding_codes') }}),

column_roles as (select * from {{ ref('stg_uwv__column_roles') }}),

findings as (

    select * from document_findings

    union all

    select * from nearby_quarter_findings

    union all

    select
        *,
        cast(null as string) as severity

    from version_findings

),

worded as (

    -- A code that the catalogue does not have is an error, and speaks for itself.
    select
        findings.publication_id,
        findings.finding_code,
        findings.printed,
        findings.computed,
        findings.row_number,
        findings.column_role,
        findings.page_number,
        coalesce(findings.severity, finding_codes.severity, 'error') as severity,
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

),

numbered as (

    select

        ---------- ids
        publication_id,
        cast(row_number() over (
            partition by publication_id
            order by
                finding_code nulls last,
                row_number nulls last,
                column_role nulls last,
                page_number nulls last,
                printed nulls last,
                computed nulls last,
                message nulls last
        ) as bigint) as finding_number,
        finding_code,

        ---------- text
        severity,
        printed,
        computed,
        column_role,
        message,
        message_nl,

        ---------- numerics
        row_number,
        page_number

    from worded

)

select * from numbered
