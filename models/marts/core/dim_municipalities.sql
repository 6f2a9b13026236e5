with

periods as (

    select * from {{ ref('int_municipality_periods') }}

),

municipalities as (

    select

        ---------- ids
        municipality_key,
        municipality_code,
        province_code,
        labour_market_region_code,
        uwv_region_number,

        ---------- text
        municipality_name,
        province_name,
        labour_market_region_name,

        ---------- booleans
        is_current,

        ---------- dates
        valid_from,
        valid_to

    from periods

)

select * from municipalities
