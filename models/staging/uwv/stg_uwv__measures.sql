with

source as (select * from {{ ref('column_roles') }}),

measures as (

    select

        ---------- ids
        column_role as measure,

        ---------- text
        role_kind as measure_kind

    from source

    where role_kind in ('part', 'total', 'subtotal')

)

select * from measures
