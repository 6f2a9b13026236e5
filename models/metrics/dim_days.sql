with

quarters as (select * from {{ ref('dim_quarters') }}),

days_of_a_quarter as (

    select 0 as day_offset

    {%- for day_offset in range(1, 92) %}

    union all

    select {{ day_offset }} as day_offset
    {%- endfor %}

),

days as (

    select

        ---------- ids
        cast(quarters.quarter_start_date + days_of_a_quarter.day_offset * interval 1 day as date) as calendar_date,

        ---------- dates
        quarters.quarter_start_date

    from quarters

    cross join days_of_a_quarter

    where quarters.quarter_start_date + days_of_a_quarter.day_offset * interval 1 day <= quarters.quarter_end_date

)

select * from days
