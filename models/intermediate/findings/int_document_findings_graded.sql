-- Every finding about a document taken by itself, with its severity. A code without a severity counts as an error.
with

finding_codes as (

    select * from {{ ref('stg_uwv__finding_codes') }}

),

findings as (
    {%- for raised in ['identity', 'reader', 'cell', 'sum', 'register', 'municipality'] %}

    select * from {{ ref('int_' ~ raised ~ '_findings_raised') }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

),

graded as (

    select
        findings.*,
        coalesce(finding_codes.severity, 'error') as severity

    from findings

    left join finding_codes
        on findings.finding_code = finding_codes.finding_code

)

select * from graded
