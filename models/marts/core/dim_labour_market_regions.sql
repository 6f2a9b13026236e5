with

periods as (

    select * from {{ ref('int_region_periods') }}

),

labour_market_regions as (

    select

        ---------- ids
        labour_market_region_key,
        labour_market_region_code,
        uwv_region_number,
        alternative_region_number,

        ---------- text
        labour_market_region_name,

        ---------- booleans
        is_current,

        ---------- dates
        valid_from,
        valid_to

    from periods

)

select * from labour_market_regions
