with

source as (select * from {{ ref('mart_numbers') }}),

renamed as (

    select

        ---------- ids
        mart_name,
        column_name,
        origin,
        measure,

        ---------- booleans
        has_bounds,
        has_total_row

    from source

)

select * from renamed
