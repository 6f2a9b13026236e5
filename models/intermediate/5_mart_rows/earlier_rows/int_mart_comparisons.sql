-- How a row of the coverage marts compares: what changed since the quarter, and the year, before, or why nobody can
-- tell; and its rank, by the share of its clients that have a profile, among the municipalities of its region or the
-- regions of the country. A rank among some of them is none.
with

mart_rows as (select * from {{ ref('int_mart_rows') }}),

places as (select * from {{ ref('int_mart_row_places') }}),

pairs as (select * from {{ ref('int_mart_row_pairs') }}),

series_breaks as (select * from {{ ref('int_series_breaks') }}),

pairs_with_reasons as (

    select
        pairs.mart_name,
        pairs.number_key,
        pairs.span,
        case when series_breaks.break_reason is null then pairs.earlier_number_key end as earlier_number_key,
        coalesce(
            series_breaks.break_reason,
            case when pairs.earlier_number_key is null then 'no_earlier_figures' else 'comparable' end
        ) as comparability

    from pairs

    left join series_breaks
        on
            pairs.mart_name = series_breaks.mart_name
            and pairs.number_key = series_breaks.number_key
            and pairs.span = series_breaks.span

),

changes_in_spans as (

    select
        pairs_with_reasons.mart_name,
        pairs_with_reasons.number_key,
        pairs_with_reasons.span,
        pairs_with_reasons.comparability,
        mart_rows.clients_in_sonar - earlier.clients_in_sonar as clients_change,
        mart_rows.profile_coverage_ratio - earlier.profile_coverage_ratio as profile_change,
        mart_rows.register_coverage_ratio - earlier.register_coverage_ratio as register_change

    from pairs_with_reasons

    inner join mart_rows
        on
            pairs_with_reasons.mart_name = mart_rows.mart_name
            and pairs_with_reasons.number_key = mart_rows.number_key

    left join mart_rows as earlier
        on
            pairs_with_reasons.mart_name = earlier.mart_name
            and pairs_with_reasons.earlier_number_key = earlier.number_key

),

changes as (

    select
        mart_name,
        number_key,
        max(comparability) filter (where span = 'quarter') as change_on_quarter_comparability,
        max(clients_change) filter (where span = 'quarter') as clients_in_sonar_change_on_quarter,
        max(profile_change) filter (where span = 'quarter') as profile_coverage_ratio_change_on_quarter,
        max(register_change) filter (where span = 'quarter') as register_coverage_ratio_change_on_quarter,
        max(comparability) filter (where span = 'year') as change_on_year_comparability,
        max(clients_change) filter (where span = 'year') as clients_in_sonar_change_on_year,
        max(profile_change) filter (where span = 'year') as profile_coverage_ratio_change_on_year,
        max(register_change) filter (where span = 'year') as register_coverage_ratio_change_on_year

    from changes_in_spans

    group by mart_name, number_key

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
        cast(1 + count(*) filter (where other_rows.ratio_min > this_one.ratio_max) as integer) as rank_min,
        cast(
            1 + count(*) filter (
                where other_rows.ratio_max > this_one.ratio_min and other_rows.number_key <> this_one.number_key
            ) as integer
        ) as rank_max

    from placed_rows as this_one

    inner join placed_rows as other_rows
        on
            this_one.mart_name = other_rows.mart_name
            and this_one.whole_key = other_rows.whole_key

    where this_one.ratio_max is not null and this_one.is_whole_complete

    group by this_one.mart_name, this_one.number_key

),

mart_comparisons as (

    select

        ---------- ids
        placed_rows.mart_name,
        placed_rows.number_key,
        placed_rows.whole_key,

        ---------- since the quarter, and the year, before
        {{ changes_of('changes', ['clients_in_sonar', 'profile_coverage_ratio', 'register_coverage_ratio']) }},

        ---------- among the others of its whole
        placed_rows.is_whole_complete,
        case
            when placed_rows.whole_key is null then null
            when placed_rows.is_whole_complete and placed_rows.ratio_max is null then 'no_clients'
            when placed_rows.is_whole_complete then 'comparable'
            when placed_rows.mart_name in ('mart_regional_coverage', 'mart_regional_coverage_comparable')
                then 'regions_missing'
            else 'municipalities_missing'
        end as rank_comparability,
        case when ranges_of_ranks.rank_min = ranges_of_ranks.rank_max then ranges_of_ranks.rank_min end
            as profile_coverage_rank,
        ranges_of_ranks.rank_min as profile_coverage_rank_min,
        ranges_of_ranks.rank_max as profile_coverage_rank_max

    from placed_rows

    left join changes
        on
            placed_rows.mart_name = changes.mart_name
            and placed_rows.number_key = changes.number_key

    left join ranges_of_ranks
        on
            placed_rows.mart_name = ranges_of_ranks.mart_name
            and placed_rows.number_key = ranges_of_ranks.number_key

)

select * from mart_comparisons
