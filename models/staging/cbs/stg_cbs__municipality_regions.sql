with

source as (select * from {{ ref('municipality_region') }}),

renamed as (

    select

        ---------- ids
        municipality_code,
        labour_market_region_code,
        province_code,
        uwv_region_number,

        ---------- text
        municipality_name,
        labour_market_region_name,
        province_name,

        ---------- dates
        make_date(year, 1, 1) as listed_date,
        case
            when year = max(year) over () then cast('9999-12-31' as date)
            else make_date(year + 1, 1, 1)
        end as next_listed_date

    from source

)

select * from renamed
