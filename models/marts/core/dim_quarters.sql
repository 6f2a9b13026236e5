-- From the first year of CBS's lists to the newest quarter that a publication is of, or that had begun on the
-- day of the build: what is seen, and what may be missed.
with

municipalities as (select * from {{ ref('dim_municipalities') }}),

versions as (select * from {{ ref('int_publication_versions') }}),

calendar as (

    {{ date_spine('quarter', "cast('2000-01-01' as date)", "cast('2200-01-01' as date)") }}

),

quarter_starts as (

    select cast(date_quarter as date) as quarter_start_date from calendar

),

first_days as (

    select min(valid_from) as first_day from municipalities

),

seen_and_expected as (

    select max(quarter_start_date) as last_day from versions

    union all

    select {{ build_date() }} as last_day

),

last_days as (

    select max(last_day) as last_day from seen_and_expected

),

quarters as (

    select

        ---------- ids
        quarter_starts.quarter_start_date,

        ---------- text
        concat(
            cast(year(quarter_starts.quarter_start_date) as string), 'Q',
            cast(quarter(quarter_starts.quarter_start_date) as string)
        ) as quarter_label,

        ---------- numerics
        cast(year(quarter_starts.quarter_start_date) as integer) as calendar_year,
        cast(quarter(quarter_starts.quarter_start_date) as integer) as quarter_number,

        ---------- dates
        cast(quarter_starts.quarter_start_date + interval 3 month - interval 1 day as date) as quarter_end_date,
        cast(quarter_starts.quarter_start_date - interval 3 month as date) as previous_quarter_start_date,
        cast(quarter_starts.quarter_start_date - interval 12 month as date) as year_before_quarter_start_date

    from quarter_starts

    cross join first_days

    cross join last_days

    where
        quarter_starts.quarter_start_date >= first_days.first_day
        and quarter_starts.quarter_start_date <= last_days.last_day

)

select * from quarters
