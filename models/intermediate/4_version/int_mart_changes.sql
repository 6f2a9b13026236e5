-- What changed in a row of the coverage marts since the quarter, and the year, before; where that may not be compared,
-- why not.
with

mart_rows as (

    select * from {{ ref('int_mart_rows') }}

),

pairs as (

    select * from {{ ref('int_mart_row_pairs') }}

),

series_breaks as (

    select * from {{ ref('int_series_breaks') }}

),

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

changes as (

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

mart_changes as (

    select

        ---------- ids
        mart_name,
        number_key,

        ---------- since the quarter before
        max(comparability) filter (where span = 'quarter') as change_on_quarter_comparability,
        max(clients_change) filter (where span = 'quarter') as clients_in_sonar_change_on_quarter,
        max(profile_change) filter (where span = 'quarter') as profile_coverage_ratio_change_on_quarter,
        max(register_change) filter (where span = 'quarter') as register_coverage_ratio_change_on_quarter,

        ---------- since the year before
        max(comparability) filter (where span = 'year') as change_on_year_comparability,
        max(clients_change) filter (where span = 'year') as clients_in_sonar_change_on_year,
        max(profile_change) filter (where span = 'year') as profile_coverage_ratio_change_on_year,
        max(register_change) filter (where span = 'year') as register_coverage_ratio_change_on_year

    from changes

    group by mart_name, number_key

)

select * from mart_changes
