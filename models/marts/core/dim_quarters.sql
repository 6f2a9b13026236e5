with recursive

years as (

    select 2015 as calendar_year

    union all

    select calendar_year + 1 as calendar_year

    from years

    where calendar_year < 2029

),

quarter_numbers as (

    select 1 as quarter_number

    union all

    select quarter_number + 1 as quarter_number

    from quarter_numbers

    where quarter_number < 4

),

quarter_starts as (

    select
        make_date(years.calendar_year, 3 * quarter_numbers.quarter_number - 2, 1) as quarter_start_date,
        years.calendar_year,
        quarter_numbers.quarter_number

    from years

    cross join quarter_numbers

),

quarters as (

    select

        ---------- ids
        quarter_start_date,

        ---------- text
        concat(cast(calendar_year as string), 'Q', cast(quarter_number as string)) as quarter_label,

        ---------- numerics
        calendar_year,
        quarter_number,

        ---------- dates
        cast(quarter_start_date + interval 3 month - interval 1 day as date) as quarter_end_date,
        cast(quarter_start_date - interval 3 month as date) as previous_quarter_start_date,
        cast(quarter_start_date - interval 12 month as date) as year_before_quarter_start_date

    from quarter_starts

)

select * from quarters
