-- Every row of the coverage marts beside the same place's row of the quarter, and of the year, before.
with

places as (select * from {{ ref('int_mart_row_places') }}),

quarters as (

    select distinct quarter_start_date from places

),

spans as (

    select
        'quarter' as span,
        quarter_start_date,
        cast(quarter_start_date - interval 3 month as date) as earlier_quarter_start_date

    from quarters

    union all

    select
        'year' as span,
        quarter_start_date,
        cast(quarter_start_date - interval 12 month as date) as earlier_quarter_start_date

    from quarters

),

mart_row_pairs as (

    select

        ---------- ids
        places.mart_name,
        places.number_key,
        spans.span,
        earlier.number_key as earlier_number_key,
        places.place_code,
        places.whole_key,

        ---------- dates
        spans.quarter_start_date,
        spans.earlier_quarter_start_date

    from places

    inner join spans
        on places.quarter_start_date = spans.quarter_start_date

    left join places as earlier
        on
            places.mart_name = earlier.mart_name
            and places.place_code = earlier.place_code
            and places.followed_region_number = earlier.followed_region_number
            and spans.earlier_quarter_start_date = earlier.quarter_start_date

)

select * from mart_row_pairs
