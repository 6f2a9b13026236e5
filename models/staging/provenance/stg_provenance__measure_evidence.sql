with

source as (select * from {{ ref('measure_evidence') }}),

renamed as (

    select

        ---------- ids
        measure,
        evidence,
        column_role

    from source

)

select * from renamed
