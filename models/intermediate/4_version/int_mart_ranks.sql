-- The rank of every municipality among those of its region, and of every region among those of the country, by the
-- share of its clients that have a profile. A rank among some of them is none.
with

mart_rows as (

    select * from {{ ref('int_mart_rows') }}

),

places as (

    select * from {{ ref('int_mart_row_places') }}

    where whole_key is not null

),

placed_rows as (

    select
        places.mart_name,
        places.number_key,
        places.whole_key,
        places.is_whole_complete,
        mart_rows.profile_coverage_ratio_min as ratio_min,
        mart_rows.profile_coverage_ratio_max as ratio_max

    from places

    inner join mart_rows
        on
            places.mart_name = mart_rows.mart_name
            and places.number_key = mart_rows.number_key

),

ranges_of_ranks as (

    -- As many others are certainly, and possibly, higher.
    select
        this_one.mart_name,
        this_one.number_key,
        1 + count(*) filter (where other_rows.ratio_min > this_one.ratio_max) as rank_min,
        1 + count(*) filter (
            where other_rows.ratio_max > this_one.ratio_min and other_rows.number_key <> this_one.number_key
        ) as rank_max

    from placed_rows as this_one

    inner join placed_rows as other_rows
        on
            this_one.mart_name = other_rows.mart_name
            and this_one.whole_key = other_rows.whole_key

    where this_one.ratio_max is not null and this_one.is_whole_complete

    group by this_one.mart_name, this_one.number_key

),

mart_ranks as (

    select

        ---------- ids
        placed_rows.mart_name,
        placed_rows.number_key,
        placed_rows.whole_key,

        ---------- text
        case
            when placed_rows.is_whole_complete
                then case when placed_rows.ratio_max is null then 'no_clients' else 'comparable' end
            when placed_rows.mart_name in ('mart_regional_coverage', 'mart_regional_coverage_comparable')
                then 'regions_missing'
            else 'municipalities_missing'
        end as rank_comparability,

        ---------- numerics
        cast(case when ranges_of_ranks.rank_min = ranges_of_ranks.rank_max then ranges_of_ranks.rank_min end as integer)
            as profile_coverage_rank,
        cast(ranges_of_ranks.rank_min as integer) as profile_coverage_rank_min,
        cast(ranges_of_ranks.rank_max as integer) as profile_coverage_rank_max,

        ---------- booleans
        placed_rows.is_whole_complete

    from placed_rows

    left join ranges_of_ranks
        on
            placed_rows.mart_name = ranges_of_ranks.mart_name
            and placed_rows.number_key = ranges_of_ranks.number_key

)

select * from mart_ranks
