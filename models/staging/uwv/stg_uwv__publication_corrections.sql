with

source as (select * from {{ ref('publication_corrections') }}),

renamed as (

    select

        ---------- ids
        publication_id,
        row_number,
        column_role,

        ---------- text
        printed as printed_text,
        corrected as corrected_text,
        reason,
        provider

    from source

)

select * from renamed
