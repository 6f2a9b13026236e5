with

findings as (select * from {{ ref('int_findings') }}),

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

    from findings

)

select * from numbered
