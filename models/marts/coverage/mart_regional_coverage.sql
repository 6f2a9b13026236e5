with

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

),

comparisons as (

    select * from {{ ref('int_region_quarters_compared') }}

),

quarters as (

    select * from {{ ref('dim_quarters') }}

),

regions as (

    select * from {{ ref('dim_labour_market_regions') }}

),

publications as (

    select * from {{ ref('dim_publications') }}

),

regions_seen as (

    select * from {{ ref('mart_national_coverage') }}

),

locators as (

    select * from {{ ref('int_row_locators') }}

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_regional_coverage'

),

with_counts as (

    select
        region_quarters.region_quarter_key,
        region_quarters.publication_id,
        region_quarters.total_row_number,
        region_quarters.labour_market_region_key,
        region_quarters.labour_market_region_code,
        region_quarters.uwv_region_number,
        region_quarters.quarter_start_date,
        region_quarters.is_register_proven,
        region_quarters.evidence_level,
        cast(region_quarters.municipality_count as integer) as municipality_count,
        cast(region_quarters.expected_municipality_count as integer) as expected_municipality_count,
        region_quarters.is_grand_total_printed,
        cast(region_quarters.computed_clients_in_sonar as integer) as computed_clients_in_sonar,
        cast(region_quarters.printed_clients_in_sonar as integer) as printed_clients_in_sonar,
        cast(region_quarters.target_group_register as integer) as target_group_register,
        cast(region_quarters.printed_register_coverage_percentage as double) as printed_register_coverage_percentage,
        {{ columns_of('counts', shown_counts() + shown_ratios()) }},
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }},
        {{ ratio('counts.clients_in_sonar', 'region_quarters.target_group_register') }} as register_coverage_ratio,
        {{ ratio('counts.clients_in_sonar_min', 'region_quarters.target_group_register') }}
            as register_coverage_ratio_min,
        least(1, {{ ratio('counts.clients_in_sonar_max', 'region_quarters.target_group_register') }})
            as register_coverage_ratio_max

    from region_quarters

    inner join counts
        on region_quarters.region_quarter_key = counts.number_key

),

ranges_of_ranks as (

    -- As many regions are certainly, and possibly, higher.
    select
        this_region.region_quarter_key,
        1 + count(*) filter (
            where other_regions.profile_coverage_ratio_min > this_region.profile_coverage_ratio_max
        ) as rank_min,
        1 + count(*) filter (
            where
            other_regions.profile_coverage_ratio_max > this_region.profile_coverage_ratio_min
            and other_regions.region_quarter_key <> this_region.region_quarter_key
        ) as rank_max

    from with_counts as this_region

    inner join with_counts as other_regions
        on this_region.quarter_start_date = other_regions.quarter_start_date

    where this_region.profile_coverage_ratio_max is not null

    group by this_region.region_quarter_key

),

ranks as (

    -- A rank among some of the regions is none.
    select
        with_counts.region_quarter_key,
        case
            when not regions_seen.is_complete then 'regions_missing'
            when ranges_of_ranks.region_quarter_key is null then 'no_clients'
            else 'comparable'
        end as rank_comparability,
        case when regions_seen.is_complete then cast(ranges_of_ranks.rank_min as integer) end as rank_min,
        case when regions_seen.is_complete then cast(ranges_of_ranks.rank_max as integer) end as rank_max

    from with_counts

    inner join regions_seen
        on with_counts.quarter_start_date = regions_seen.quarter_start_date

    left join ranges_of_ranks
        on with_counts.region_quarter_key = ranges_of_ranks.region_quarter_key

),

comparable_rows as (

    select * from comparisons

    where comparability = 'comparable'

),

changes as (

    select
        comparable_rows.region_quarter_key,
        comparable_rows.span,
        with_counts.clients_in_sonar - earlier.clients_in_sonar as clients_in_sonar_change,
        with_counts.profile_coverage_ratio - earlier.profile_coverage_ratio as profile_coverage_ratio_change,
        with_counts.register_coverage_ratio - earlier.register_coverage_ratio as register_coverage_ratio_change

    from comparable_rows

    inner join with_counts
        on comparable_rows.region_quarter_key = with_counts.region_quarter_key

    inner join with_counts as earlier
        on comparable_rows.earlier_region_quarter_key = earlier.region_quarter_key

),

regional_coverage as (

    select

        ---------- when and where
        with_counts.quarter_start_date,
        quarters.quarter_label,
        regions.labour_market_region_name,

        ---------- counts
        {{ columns_of('with_counts', shown_counts()) }},
        with_counts.target_group_register,

        ---------- ratios
        {{ columns_of('with_counts', shown_ratios()) }},
        with_counts.register_coverage_ratio,

        ---------- change
        on_quarter.comparability as change_on_quarter_comparability,
        change_on_quarter.clients_in_sonar_change as clients_in_sonar_change_on_quarter,
        change_on_quarter.profile_coverage_ratio_change as profile_coverage_ratio_change_on_quarter,
        change_on_quarter.register_coverage_ratio_change as register_coverage_ratio_change_on_quarter,
        on_year.comparability as change_on_year_comparability,
        change_on_year.clients_in_sonar_change as clients_in_sonar_change_on_year,
        change_on_year.profile_coverage_ratio_change as profile_coverage_ratio_change_on_year,
        change_on_year.register_coverage_ratio_change as register_coverage_ratio_change_on_year,

        ---------- beside the regions seen
        ranks.rank_comparability,
        case when ranks.rank_min = ranks.rank_max then ranks.rank_min end as profile_coverage_rank,
        -- One region alone would be compared with itself.
        case
            when regions_seen.region_count > 1
                then with_counts.profile_coverage_ratio - regions_seen.profile_coverage_ratio
        end as profile_coverage_ratio_difference_to_regions_seen,
        case
            when regions_seen.register_region_count > 1
                then with_counts.register_coverage_ratio - regions_seen.register_coverage_ratio
        end as register_coverage_ratio_difference_to_regions_seen,
        regions_seen.region_count,

        ---------- what it rests on
        publications.status,
        with_counts.evidence_level,
        with_counts.is_register_proven,
        with_counts.municipality_count,
        with_counts.expected_municipality_count,
        cast(publications.warning_count as integer) as warning_count,
        with_counts.computed_clients_in_sonar,
        with_counts.printed_clients_in_sonar,
        with_counts.is_grand_total_printed,
        with_counts.printed_register_coverage_percentage,

        ---------- to quote
        publications.published_date,
        publications.file_name,
        {{ short_locator('locators.locator') }} as locator,
        {{ citation(
            'regions.labour_market_region_name', 'quarters.quarter_label', 'publications', 'locators.locator',
            ', computed from its rows'
        ) }} as citation,

        ---------- ids
        with_counts.region_quarter_key,
        with_counts.publication_id,
        with_counts.labour_market_region_key,
        with_counts.labour_market_region_code,
        with_counts.uwv_region_number,

        ---------- bounds
        {{ bounds_of('with_counts', shown_counts() + shown_ratios() + ['register_coverage_ratio']) }},
        ranks.rank_min as profile_coverage_rank_min,
        ranks.rank_max as profile_coverage_rank_max

    from with_counts

    inner join regions
        on with_counts.labour_market_region_key = regions.labour_market_region_key

    inner join quarters
        on with_counts.quarter_start_date = quarters.quarter_start_date

    inner join publications
        on with_counts.publication_id = publications.publication_id

    inner join regions_seen
        on with_counts.quarter_start_date = regions_seen.quarter_start_date

    inner join ranks
        on with_counts.region_quarter_key = ranks.region_quarter_key

    inner join comparisons as on_quarter
        on
            with_counts.region_quarter_key = on_quarter.region_quarter_key
            and on_quarter.span = 'quarter'

    inner join comparisons as on_year
        on
            with_counts.region_quarter_key = on_year.region_quarter_key
            and on_year.span = 'year'

    left join changes as change_on_quarter
        on
            with_counts.region_quarter_key = change_on_quarter.region_quarter_key
            and change_on_quarter.span = 'quarter'

    left join changes as change_on_year
        on
            with_counts.region_quarter_key = change_on_year.region_quarter_key
            and change_on_year.span = 'year'

    left join locators
        on
            with_counts.publication_id = locators.publication_id
            and with_counts.total_row_number = locators.row_number
            -- A total row that lacks this number, or holds another in its place, prints it nowhere.
            and with_counts.is_grand_total_printed

)

select * from regional_coverage
