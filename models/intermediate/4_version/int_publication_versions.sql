-- The versions of every region and quarter: proven publications that are no copies and not set aside, each with the
-- time it held.
with

publications as (select * from {{ ref('int_publication_order') }}),

last_rejections as (

    select
        quarter_start_date,
        uwv_region_number,
        max(order_rank) as rejected_order_rank

    from publications

    where not is_proven

    group by quarter_start_date, uwv_region_number

),

proven_publications as (

    select
        publications.*,
        cast(quarter_start_date + interval 3 month as date) as day_after_quarter

    from publications

    where is_proven and copied_publication_id is null and not is_set_aside

),

numbered as (

    select
        proven_publications.*,
        cast(row_number() over versions as bigint) as version_number,
        lag(publication_id) over versions as previous_publication_id,
        lead(publication_id) over versions as next_publication_id,
        min(published_date) over (
            partition by quarter_start_date, uwv_region_number
            order by order_number nulls last
            rows between 1 following and unbounded following
        ) as newer_published_date

    from proven_publications

    window versions as (
        partition by quarter_start_date, uwv_region_number
        order by order_number nulls last
    )

),

with_own_dates as (

    -- Without a colophon date, the day by which the document had come out; where looking shows none, the earliest
    -- possible day: the first after the quarter. What a later version with a date supersedes was out before that date.
    select
        numbered.*,
        case
            when published_date is not null then published_date
            when appeared_date <= day_after_quarter or appeared_date is null then day_after_quarter
            when newer_published_date < appeared_date then greatest(newer_published_date, day_after_quarter)
            else appeared_date
        end as own_published_from

    from numbered

),

with_publication_times as (

    select
        with_own_dates.*,
        max(own_published_from) over (
            partition by quarter_start_date, uwv_region_number
            order by version_number nulls last
            rows between unbounded preceding and current row
        ) as published_from,
        min(first_loaded_at) over (
            partition by quarter_start_date, uwv_region_number
            order by version_number nulls last
            rows between 1 following and unbounded following
        ) as newer_loaded_at

    from with_own_dates

),

with_ends as (

    select
        with_publication_times.*,
        lead(published_from) over (
            partition by quarter_start_date, uwv_region_number
            order by version_number nulls last
        ) as newer_published_from

    from with_publication_times

),

versions as (

    -- A version loaded after a newer one was never the newest known: its time of being so is empty.
    select

        ---------- ids
        with_ends.publication_id,
        with_ends.previous_publication_id,
        with_ends.next_publication_id,
        concat(cast(with_ends.quarter_start_date as string), '/', cast(with_ends.uwv_region_number as string))
            as region_quarter_key,
        with_ends.uwv_region_number,

        ---------- text
        coalesce(with_ends.published_date_precision, 'unknown') as published_date_precision,
        case
            when with_ends.published_from > with_ends.own_published_from then 'earlier version'
            when with_ends.published_date is not null then 'colophon'
            when with_ends.own_published_from = with_ends.appeared_date then 'first seen'
            when with_ends.own_published_from > with_ends.day_after_quarter then 'later version'
            else 'quarter end'
        end as published_from_basis,

        ---------- numerics
        with_ends.version_number,

        ---------- booleans
        with_ends.next_publication_id is null as is_current,
        with_ends.next_publication_id is null
        and coalesce(last_rejections.rejected_order_rank > with_ends.order_rank, false) as is_newer_rejected,

        ---------- dates
        with_ends.quarter_start_date,
        with_ends.published_date,
        with_ends.published_from,
        coalesce(with_ends.newer_published_from, cast('9999-12-31' as date)) as published_to,

        ---------- moments
        with_ends.first_loaded_at as loaded_from,
        case
            when with_ends.newer_loaded_at is null then cast('9999-12-31 00:00:00' as timestamp)
            else greatest(with_ends.newer_loaded_at, with_ends.first_loaded_at)
        end as loaded_to

    from with_ends

    left join last_rejections
        on
            with_ends.quarter_start_date = last_rejections.quarter_start_date
            and with_ends.uwv_region_number = last_rejections.uwv_region_number

)

select * from versions
