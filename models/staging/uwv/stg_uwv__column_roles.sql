with

source as (select * from {{ ref('column_roles') }}),

renamed as (

    select

        ---------- ids
        column_role,

        ---------- text
        role_kind,
        words_en,
        words_nl,

        ---------- numerics
        column_order,

        ---------- booleans
        is_needed

    from source

)

select * from renamed
