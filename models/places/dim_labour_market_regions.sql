-- Joins adjoining years in which a labour-market region keeps its code and name into one period.
with

regions as (select * from {{ ref('stg_cbs__regions') }}),

listed_regions as (

    select distinct
        labour_market_region_code,
        labour_market_region_name,
        uwv_region_number,
        listed_date,
        next_listed_date

    from {{ ref('stg_cbs__municipality_regions') }}

),

compared_with_the_year_before as (

    select
        listed_regions.*,
        lag(next_listed_date) over (
            partition by labour_market_region_code, labour_market_region_name
            order by listed_date nulls last
        ) as year_before_to

    from listed_regions

),

numbered as (

    select
        compared_with_the_year_before.*,
        sum(case when listed_date = year_before_to then 0 else 1 end) over (
            partition by labour_market_region_code, labour_market_region_name
            order by listed_date nulls last
            rows between unbounded preceding and current row
        ) as period_number

    from compared_with_the_year_before

),

periods as (

    select
        labour_market_region_code,
        labour_market_region_name,
        uwv_region_number,
        min(listed_date) as valid_from,
        max(next_listed_date) as valid_to

    from numbered

    group by labour_market_region_code, labour_market_region_name, uwv_region_number, period_number

),

labour_market_regions as (

    select

        ---------- ids
        concat(periods.labour_market_region_code, '@', cast(periods.valid_from as string)) as labour_market_region_key,
        periods.labour_market_region_code,
        periods.uwv_region_number,
        regions.alternative_region_number,

        ---------- text
        periods.labour_market_region_name,

        ---------- booleans
        periods.valid_to = cast('9999-12-31' as date) as is_current,

        ---------- dates
        periods.valid_from,
        periods.valid_to

    from periods

    left join regions
        on periods.uwv_region_number = regions.uwv_region_number

)

select * from labour_market_regions
