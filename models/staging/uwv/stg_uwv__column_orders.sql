with

source as (select * from {{ ref('column_orders') }}),

renamed as (

    select

        ---------- ids
        column_order_name,
        measure,
        read_measure

    from source

)

select * from renamed
