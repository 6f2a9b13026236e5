-- Sums municipalities, not printed region totals.
with

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_regional_coverage_comparable'

),

municipality_coverage as (

    select * from {{ ref('mart_municipality_coverage_comparable') }}

),

current_municipalities as (

    select * from {{ ref('dim_municipalities') }}

    where is_current

),

current_regions as (

    select * from {{ ref('dim_labour_market_regions') }}

    where is_current

),

quarters as (

    select * from {{ ref('dim_quarters') }}

),

rows_of_regions as (

    select * from {{ ref('int_comparable_regions') }}

),

expected_municipalities as (

    select
        uwv_region_number,
        count(*) as expected_municipality_count

    from current_municipalities

    group by uwv_region_number

),

seen_municipalities as (

    select
        uwv_region_number,
        quarter_start_date,
        count(*) as seen_municipality_count,
        count(*) filter (where is_complete) as complete_municipality_count,
        count(*) filter (where change_on_quarter_comparability = 'comparable') as comparable_on_quarter_count,
        count(*) filter (where change_on_year_comparability = 'comparable') as comparable_on_year_count

    from municipality_coverage

    group by
        uwv_region_number,
        quarter_start_date

),

described as (

    select
        counts.number_key as comparable_region_quarter_key,
        rows_of_regions.*,
        {{ columns_of('counts', shown_counts() + shown_ratios()) }},
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }},
        quarters.quarter_label,
        quarters.previous_quarter_start_date,
        quarters.year_before_quarter_start_date,
        current_regions.labour_market_region_code,
        current_regions.labour_market_region_name,
        expected_municipalities.expected_municipality_count,
        seen_municipalities.seen_municipality_count,
        seen_municipalities.comparable_on_quarter_count,
        seen_municipalities.comparable_on_year_count,
        seen_municipalities.complete_municipality_count = expected_municipalities.expected_municipality_count
            as is_complete,
        case
            when not rows_of_regions.has_changed_composition
                then cast(region_quarters.target_group_register as integer)
        end as target_group_register

    from rows_of_regions

    inner join counts
        on
            concat(
                cast(rows_of_regions.quarter_start_date as string), '/',
                cast(rows_of_regions.uwv_region_number as string)
            ) = counts.number_key

    inner join quarters
        on rows_of_regions.quarter_start_date = quarters.quarter_start_date

    inner join current_regions
        on rows_of_regions.uwv_region_number = current_regions.uwv_region_number

    inner join expected_municipalities
        on rows_of_regions.uwv_region_number = expected_municipalities.uwv_region_number

    inner join seen_municipalities
        on
            rows_of_regions.uwv_region_number = seen_municipalities.uwv_region_number
            and rows_of_regions.quarter_start_date = seen_municipalities.quarter_start_date

    left join region_quarters
        on
            rows_of_regions.uwv_region_number = region_quarters.uwv_region_number
            and rows_of_regions.quarter_start_date = region_quarters.quarter_start_date

),

with_register as (

    select
        described.*,
        case when is_complete then {{ ratio('clients_in_sonar', 'target_group_register') }} end
            as register_coverage_ratio,
        case when is_complete then {{ ratio('clients_in_sonar_min', 'target_group_register') }} end
            as register_coverage_ratio_min,
        case when is_complete then least(1, {{ ratio('clients_in_sonar_max', 'target_group_register') }}) end
            as register_coverage_ratio_max

    from described

),

compared as (

    -- Comparable when the same municipalities stand in both quarters, each whole.
    select
        with_register.comparable_region_quarter_key,
        'quarter' as span,
        earlier.comparable_region_quarter_key as earlier_key,
        case
            when earlier.comparable_region_quarter_key is null then 'no_earlier_figures'
            when
                with_register.seen_municipality_count <> with_register.comparable_on_quarter_count
                or earlier.seen_municipality_count <> with_register.comparable_on_quarter_count
                then 'municipalities_differ'
            else 'comparable'
        end as comparability

    from with_register

    left join with_register as earlier
        on
            with_register.uwv_region_number = earlier.uwv_region_number
            and with_register.previous_quarter_start_date = earlier.quarter_start_date

    union all

    select
        with_register.comparable_region_quarter_key,
        'year' as span,
        earlier.comparable_region_quarter_key as earlier_key,
        case
            when earlier.comparable_region_quarter_key is null then 'no_earlier_figures'
            when
                with_register.seen_municipality_count <> with_register.comparable_on_year_count
                or earlier.seen_municipality_count <> with_register.comparable_on_year_count
                then 'municipalities_differ'
            else 'comparable'
        end as comparability

    from with_register

    left join with_register as earlier
        on
            with_register.uwv_region_number = earlier.uwv_region_number
            and with_register.year_before_quarter_start_date = earlier.quarter_start_date

),

changes as (

    select
        compared.comparable_region_quarter_key,
        compared.span,
        compared.comparability,
        with_register.clients_in_sonar - earlier.clients_in_sonar as clients_in_sonar_change,
        with_register.profile_coverage_ratio - earlier.profile_coverage_ratio as profile_coverage_ratio_change,
        with_register.register_coverage_ratio - earlier.register_coverage_ratio as register_coverage_ratio_change

    from compared

    inner join with_register
        on compared.comparable_region_quarter_key = with_register.comparable_region_quarter_key

    left join with_register as earlier
        on
            compared.earlier_key = earlier.comparable_region_quarter_key
            and compared.comparability = 'comparable'

),

ranges_of_ranks as (

    -- As many regions are certainly, and possibly, higher.
    select
        this_region.comparable_region_quarter_key,
        1 + count(*) filter (
            where other_regions.profile_coverage_ratio_min > this_region.profile_coverage_ratio_max
        ) as rank_min,
        1 + count(*) filter (
            where
            other_regions.profile_coverage_ratio_max > this_region.profile_coverage_ratio_min
            and other_regions.uwv_region_number <> this_region.uwv_region_number
        ) as rank_max

    from with_register as this_region

    inner join with_register as other_regions
        on this_region.quarter_start_date = other_regions.quarter_start_date

    where this_region.profile_coverage_ratio_max is not null

    group by this_region.comparable_region_quarter_key

),

numbers_of_regions as (

    select count(*) as expected_region_count

    from current_regions

    where uwv_region_number is not null

),

regions_seen as (

    -- The regions' figures together; a sum is unknown as soon as one of them is.
    select
        with_register.quarter_start_date,
        count(*) as region_count,
        count(*) filter (where with_register.is_complete) = max(numbers_of_regions.expected_region_count)
            as is_whole_country,
        {{ sum_if_all_known('with_register.clients_with_profile') }} as clients_with_profile,
        {{ sum_if_all_known('with_register.clients_in_sonar') }} as clients_in_sonar

    from with_register

    cross join numbers_of_regions

    group by with_register.quarter_start_date

),

beside_the_regions_seen as (

    -- A rank among some of the regions is none.
    select
        with_register.comparable_region_quarter_key,
        cast(regions_seen.region_count as integer) as region_count,
        {{ ratio('regions_seen.clients_with_profile', 'regions_seen.clients_in_sonar') }}
            as profile_coverage_ratio_of_regions_seen,
        {{ ratio('with_register.clients_in_sonar', 'regions_seen.clients_in_sonar') }} as share_of_regions_seen_ratio,
        case
            when not regions_seen.is_whole_country then 'regions_missing'
            when ranges_of_ranks.comparable_region_quarter_key is null then 'no_clients'
            else 'comparable'
        end as rank_comparability,
        case when regions_seen.is_whole_country then cast(ranges_of_ranks.rank_min as integer) end as rank_min,
        case when regions_seen.is_whole_country then cast(ranges_of_ranks.rank_max as integer) end as rank_max

    from with_register

    inner join regions_seen
        on with_register.quarter_start_date = regions_seen.quarter_start_date

    left join ranges_of_ranks
        on with_register.comparable_region_quarter_key = ranges_of_ranks.comparable_region_quarter_key

),

comparable as (

    select

        ---------- when and where
        with_register.quarter_start_date,
        with_register.quarter_label,
        with_register.labour_market_region_name,

        ---------- counts
        {{ columns_of('with_register', shown_counts()) }},
        with_register.target_group_register,

        ---------- ratios
        {{ columns_of('with_register', shown_ratios()) }},
        with_register.register_coverage_ratio,

        ---------- change
        on_quarter.comparability as change_on_quarter_comparability,
        on_quarter.clients_in_sonar_change as clients_in_sonar_change_on_quarter,
        on_quarter.profile_coverage_ratio_change as profile_coverage_ratio_change_on_quarter,
        on_quarter.register_coverage_ratio_change as register_coverage_ratio_change_on_quarter,
        on_year.comparability as change_on_year_comparability,
        on_year.clients_in_sonar_change as clients_in_sonar_change_on_year,
        on_year.profile_coverage_ratio_change as profile_coverage_ratio_change_on_year,
        on_year.register_coverage_ratio_change as register_coverage_ratio_change_on_year,

        ---------- beside the regions seen
        beside_the_regions_seen.rank_comparability,
        case
            when beside_the_regions_seen.rank_min = beside_the_regions_seen.rank_max
                then beside_the_regions_seen.rank_min
        end as profile_coverage_rank,
        case
            when beside_the_regions_seen.region_count > 1
                then
                    with_register.profile_coverage_ratio
                    - beside_the_regions_seen.profile_coverage_ratio_of_regions_seen
        end as profile_coverage_ratio_difference_to_regions_seen,
        beside_the_regions_seen.share_of_regions_seen_ratio,
        beside_the_regions_seen.region_count,

        ---------- what it rests on
        cast(with_register.source_row_count as integer) as source_row_count,
        cast(with_register.expected_municipality_count as integer) as expected_municipality_count,
        cast(with_register.seen_municipality_count as integer) as seen_municipality_count,
        with_register.has_changed_composition,
        with_register.is_estimated,
        with_register.has_unknown_weight,
        with_register.is_complete,

        ---------- ids
        with_register.comparable_region_quarter_key,
        with_register.labour_market_region_code,
        with_register.uwv_region_number,

        ---------- bounds
        {{ bounds_of('with_register', shown_counts() + shown_ratios() + ['register_coverage_ratio']) }},
        beside_the_regions_seen.rank_min as profile_coverage_rank_min,
        beside_the_regions_seen.rank_max as profile_coverage_rank_max

    from with_register

    inner join beside_the_regions_seen
        on with_register.comparable_region_quarter_key = beside_the_regions_seen.comparable_region_quarter_key

    inner join changes as on_quarter
        on
            with_register.comparable_region_quarter_key = on_quarter.comparable_region_quarter_key
            and on_quarter.span = 'quarter'

    inner join changes as on_year
        on
            with_register.comparable_region_quarter_key = on_year.comparable_region_quarter_key
            and on_year.span = 'year'

)

select * from comparable
