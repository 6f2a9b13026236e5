-- The totals of every proven publication: added up from its municipality rows, and as its total row prints them.
with

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

printed_totals as (select * from {{ ref('int_printed_totals') }}),

computed_totals as (

    select
        publication_id,
        measure,
        {{ sum_if_all_known('client_count') }} as computed_count,
        {{ whole_sum('client_count_min') }} as computed_count_min,
        {{ sum_if_all_known('client_count_max') }} as computed_count_max

    from municipality_counts

    group by publication_id, measure

),

region_counts as (

    -- Of a sum with a suppressed cell the total row may know what the cells do not tell.
    select

        ---------- ids
        computed_totals.publication_id,
        computed_totals.measure,

        ---------- numerics
        coalesce(computed_totals.computed_count, printed_totals.total_count) as client_count,
        coalesce(
            computed_totals.computed_count,
            printed_totals.total_count,
            computed_totals.computed_count_min
        ) as client_count_min,
        coalesce(
            computed_totals.computed_count,
            printed_totals.total_count,
            computed_totals.computed_count_max
        ) as client_count_max,
        computed_totals.computed_count,
        printed_totals.total_count as printed_count,
        printed_totals.total_row_number

    from computed_totals

    left join printed_totals
        on
            computed_totals.publication_id = printed_totals.publication_id
            and computed_totals.measure = printed_totals.measure

)

select * from region_counts
