-- Sixty quarters, each beginning the day after the one before ended; the columns that look back agree with that.
with

compared as (

    select
        dim_quarters.*,
        lag(quarter_end_date) over (order by quarter_start_date nulls last) as quarter_before_end,
        lag(quarter_start_date) over (order by quarter_start_date nulls last) as quarter_before_start,
        lag(quarter_start_date, 4) over (order by quarter_start_date nulls last) as fourth_quarter_before_start,
        count(*) over () as quarter_count

    from {{ ref('dim_quarters') }}

)

select * from compared

where
    quarter_count <> 60
    or cast(quarter_before_end + interval 1 day as date) <> quarter_start_date
    or quarter_before_start <> previous_quarter_start_date
    or fourth_quarter_before_start <> year_before_quarter_start_date
    or quarter_label <> concat(cast(calendar_year as string), 'Q', cast(quarter_number as string))
    or year(quarter_start_date) <> calendar_year
    or quarter(quarter_end_date) <> quarter_number
