with

source as (select * from {{ ref('uwv_region_exceptions') }}),

renamed as (

    select

        ---------- ids
        municipality_code,
        uwv_region_number,

        ---------- text
        reason,
        source as source_reference,

        ---------- dates
        from_quarter_start_date,
        to_quarter_start_date

    from source

)

select * from renamed
