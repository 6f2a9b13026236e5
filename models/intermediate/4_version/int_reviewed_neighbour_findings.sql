-- What shows only beside the other quarters of the region, with its severity: an error that a reviewer let pass is a
-- warning, beside one that tells why.
with

findings as (

    select * from {{ ref('int_neighbour_findings') }}

),

finding_codes as (

    select * from {{ ref('stg_uwv__finding_codes') }}

),

passed_findings as (

    select * from {{ ref('stg_uwv__passed_findings') }}

),

findings_with_severity as (

    select
        findings.*,
        case
            when passed_findings.publication_id is not null then 'warning'
            else coalesce(finding_codes.severity, 'error')
        end as severity

    from findings

    left join finding_codes
        on findings.finding_code = finding_codes.finding_code

    left join passed_findings
        on
            findings.publication_id = passed_findings.publication_id
            and findings.finding_code = passed_findings.finding_code

),

finding_passed as (

    select
        findings.publication_id,
        'finding_passed' as finding_code,
        findings.finding_code as printed,
        cast(null as string) as computed,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(null as bigint) as page_number,
        concat(passed_findings.reason, ' (', passed_findings.provider, ')') as detail,
        'warning' as severity

    from findings

    inner join passed_findings
        on
            findings.publication_id = passed_findings.publication_id
            and findings.finding_code = passed_findings.finding_code

),

reviewed_findings as (

    select * from findings_with_severity

    union all

    select * from finding_passed

)

select * from reviewed_findings
