-- Pairs of versions of one region and quarter of which nothing in the documents proves which is newer. Two colophons
-- prove it by different months, or by different days where both print the day; so do different days of appearing at
-- their source, and a reviewer settles it.
with

publication_order as (select * from {{ ref('int_publication_order') }}),

versions as (select * from {{ ref('int_publication_versions') }}),

dated_versions as (

    select
        versions.publication_id,
        versions.uwv_region_number,
        versions.quarter_start_date,
        publication_order.published_date,
        publication_order.published_date_precision,
        publication_order.published_month,
        publication_order.appeared_date,
        publication_order.is_named_current,
        case
            when publication_order.published_date_precision = 'day'
                then cast(publication_order.published_date as string)
            when publication_order.published_date_precision = 'month'
                then substr(cast(publication_order.published_date as string), 1, 7)
        end as colophon_text

    from versions

    inner join publication_order
        on versions.publication_id = publication_order.publication_id

),

pairs as (

    select
        one.publication_id,
        one.colophon_text,
        other.publication_id as other_publication_id,
        other.colophon_text as other_colophon_text,
        one.published_date is not null
        and other.published_date is not null
        and one.published_month <> other.published_month as has_other_month,
        coalesce(
            one.published_date_precision = 'day'
            and other.published_date_precision = 'day'
            and one.published_date <> other.published_date,
            false
        ) as has_other_day,
        coalesce(
            one.published_month = other.published_month and one.appeared_date <> other.appeared_date, false
        ) as has_other_appearance,
        one.is_named_current or other.is_named_current as is_settled

    from dated_versions as one

    inner join dated_versions as other
        on
            one.quarter_start_date = other.quarter_start_date
            and one.uwv_region_number = other.uwv_region_number
            and one.publication_id <> other.publication_id

),

orders_unproven as (

    select

        ---------- ids
        publication_id,
        other_publication_id,

        ---------- text
        colophon_text,
        other_colophon_text

    from pairs

    where not has_other_month and not has_other_day and not has_other_appearance and not is_settled

)

select * from orders_unproven
