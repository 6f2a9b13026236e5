-- Joins adjoining years in which nothing about a municipality changes into one period.
with

listings as (select * from {{ ref('stg_cbs__municipality_regions') }}),

endings as (

    select distinct
        old_municipality_code as municipality_code,
        effective_date

    from {{ ref('stg_cbs__municipality_changes') }}

),

receptions as (

    select distinct
        new_municipality_code as municipality_code,
        effective_date

    from {{ ref('stg_cbs__municipality_changes') }}

),

listed_spans as (

    -- A municipality that ends within the year (Weesp) is on the list of 1 January all the same.
    select
        listings.*,
        listings.listed_date as span_from,
        coalesce(endings.effective_date, listings.next_listed_date) as span_to

    from listings

    left join endings
        on
            listings.municipality_code = endings.municipality_code
            and listings.listed_date < endings.effective_date
            and listings.next_listed_date > endings.effective_date

),

first_listings as (

    select
        municipality_code,
        min(listed_date) as listed_date,
        min(min(listed_date)) over () as reference_starts_date

    from listings

    group by municipality_code

),

spans_before_first_listing as (

    -- A municipality that begins within a year (De Fryske Marren) is first listed on the next 1 January.
    select
        listings.*,
        receptions.effective_date as span_from,
        listings.listed_date as span_to

    from listings

    inner join first_listings
        on
            listings.municipality_code = first_listings.municipality_code
            and listings.listed_date = first_listings.listed_date

    inner join receptions
        on
            listings.municipality_code = receptions.municipality_code
            and listings.listed_date > receptions.effective_date

    where receptions.effective_date > first_listings.reference_starts_date

),

spans as (

    select * from listed_spans

    union all

    select * from spans_before_first_listing

),

compared_with_the_span_before as (

    select
        spans.*,
        lag(span_to) over (
            partition by
                municipality_code,
                municipality_name,
                province_code,
                province_name,
                labour_market_region_code,
                labour_market_region_name
            order by span_from nulls last
        ) as span_before_to

    from spans

),

numbered as (

    select
        compared_with_the_span_before.*,
        sum(case when span_from = span_before_to then 0 else 1 end) over (
            partition by municipality_code
            order by span_from nulls last
            rows between unbounded preceding and current row
        ) as period_number

    from compared_with_the_span_before

),

periods as (

    select
        municipality_code,
        municipality_name,
        province_code,
        province_name,
        labour_market_region_code,
        labour_market_region_name,
        uwv_region_number,
        min(span_from) as valid_from,
        max(span_to) as valid_to

    from numbered

    group by
        municipality_code,
        municipality_name,
        province_code,
        province_name,
        labour_market_region_code,
        labour_market_region_name,
        uwv_region_number,
        period_number

),

municipalities as (

    select

        ---------- ids
        concat(municipality_code, '@', cast(valid_from as string)) as municipality_key,
        municipality_code,
        province_code,
        labour_market_region_code,
        uwv_region_number,

        ---------- text
        municipality_name,
        province_name,
        labour_market_region_name,

        ---------- booleans
        valid_to = cast('9999-12-31' as date) as is_current,

        ---------- dates
        valid_from,
        valid_to

    from periods

)

select * from municipalities
