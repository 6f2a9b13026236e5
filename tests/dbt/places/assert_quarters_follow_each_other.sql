-- From the first quarter of 2015 to that of the last load, each beginning the day after the one before ended; the
-- columns that look back agree with that.
with

last_loads as (

    select cast(max(finished_at) as date) as last_load_date from {{ ref('stg_uwv__loads') }}

),

compared as (

    select
        dim_quarters.*,
        lag(quarter_end_date) over (order by quarter_start_date nulls last) as quarter_before_end,
        lag(quarter_start_date) over (order by quarter_start_date nulls last) as quarter_before_start,
        lag(quarter_start_date, 4) over (order by quarter_start_date nulls last) as fourth_quarter_before_start,
        min(quarter_start_date) over () as first_quarter_start_date,
        max(quarter_end_date) over () as last_quarter_end_date,
        last_loads.last_load_date

    from {{ ref('dim_quarters') }}

    cross join last_loads

)

select * from compared

where
    first_quarter_start_date <> cast('2015-01-01' as date)
    or last_quarter_end_date < last_load_date
    or cast(quarter_before_end + interval 1 day as date) <> quarter_start_date
    or quarter_before_start <> previous_quarter_start_date
    or fourth_quarter_before_start <> year_before_quarter_start_date
    or quarter_label <> concat(cast(calendar_year as string), 'Q', cast(quarter_number as string))
    or year(quarter_start_date) <> calendar_year
    or quarter(quarter_end_date) <> quarter_number
