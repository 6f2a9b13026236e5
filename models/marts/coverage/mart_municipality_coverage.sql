with

municipality_quarters as (

    select * from {{ ref('fct_municipality_quarters') }}

),

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

),

comparisons as (

    select * from {{ ref('int_municipality_quarters_compared') }}

),

municipalities as (

    select * from {{ ref('dim_municipalities') }}

),

regions as (

    select * from {{ ref('dim_labour_market_regions') }}

),

quarters as (

    select * from {{ ref('dim_quarters') }}

),

publications as (

    select * from {{ ref('dim_publications') }}

),

locators as (

    select * from {{ ref('int_row_locators') }}

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_municipality_coverage'

),

with_counts as (

    select
        municipality_quarters.municipality_quarter_key,
        municipality_quarters.publication_id,
        municipality_quarters.row_number,
        municipality_quarters.municipality_key,
        municipality_quarters.municipality_code,
        municipality_quarters.labour_market_region_key,
        municipality_quarters.labour_market_region_code,
        municipality_quarters.uwv_region_number,
        municipality_quarters.quarter_start_date,
        {{ columns_of('counts', shown_counts() + shown_ratios()) }},
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }}

    from municipality_quarters

    inner join counts
        on municipality_quarters.municipality_quarter_key = counts.number_key

),

ranges_of_ranks as (

    -- As many municipalities of the document are certainly, and possibly, higher.
    select
        this_one.municipality_quarter_key,
        1 + count(*) filter (
            where other_rows.profile_coverage_ratio_min > this_one.profile_coverage_ratio_max
        ) as rank_min,
        1 + count(*) filter (
            where
            other_rows.profile_coverage_ratio_max > this_one.profile_coverage_ratio_min
            and other_rows.municipality_quarter_key <> this_one.municipality_quarter_key
        ) as rank_max

    from with_counts as this_one

    inner join with_counts as other_rows
        on this_one.publication_id = other_rows.publication_id

    where this_one.profile_coverage_ratio_max is not null

    group by this_one.municipality_quarter_key

),

ranks as (

    -- A rank among some of the region's municipalities is none.
    select
        with_counts.municipality_quarter_key,
        region_quarters.clients_in_sonar as region_clients,
        region_quarters.clients_in_sonar_min as region_clients_min,
        region_quarters.clients_in_sonar_max as region_clients_max,
        case
            when region_quarters.municipality_count < region_quarters.expected_municipality_count
                then 'municipalities_missing'
            when ranges_of_ranks.municipality_quarter_key is null then 'no_clients'
            else 'comparable'
        end as rank_comparability,
        cast(ranges_of_ranks.rank_min as integer) as rank_min,
        cast(ranges_of_ranks.rank_max as integer) as rank_max

    from with_counts

    inner join region_quarters
        on with_counts.publication_id = region_quarters.publication_id

    left join ranges_of_ranks
        on
            with_counts.municipality_quarter_key = ranges_of_ranks.municipality_quarter_key
            and region_quarters.municipality_count >= region_quarters.expected_municipality_count

),

comparable_rows as (

    select * from comparisons

    where comparability = 'comparable'

),

changes as (

    select
        comparable_rows.municipality_quarter_key,
        comparable_rows.span,
        with_counts.clients_in_sonar - earlier.clients_in_sonar as clients_in_sonar_change,
        with_counts.profile_coverage_ratio - earlier.profile_coverage_ratio as profile_coverage_ratio_change

    from comparable_rows

    inner join with_counts
        on comparable_rows.municipality_quarter_key = with_counts.municipality_quarter_key

    inner join with_counts as earlier
        on comparable_rows.earlier_municipality_quarter_key = earlier.municipality_quarter_key

),

municipality_coverage as (

    select

        ---------- when and where
        with_counts.quarter_start_date,
        quarters.quarter_label,
        municipalities.municipality_name,
        regions.labour_market_region_name,

        ---------- counts
        {{ columns_of('with_counts', shown_counts()) }},

        ---------- ratios
        {{ columns_of('with_counts', shown_ratios()) }},

        ---------- change
        on_quarter.comparability as change_on_quarter_comparability,
        change_on_quarter.clients_in_sonar_change as clients_in_sonar_change_on_quarter,
        change_on_quarter.profile_coverage_ratio_change as profile_coverage_ratio_change_on_quarter,
        on_year.comparability as change_on_year_comparability,
        change_on_year.clients_in_sonar_change as clients_in_sonar_change_on_year,
        change_on_year.profile_coverage_ratio_change as profile_coverage_ratio_change_on_year,

        ---------- within the region
        ranks.rank_comparability,
        case when ranks.rank_min = ranks.rank_max then ranks.rank_min end as profile_coverage_rank_in_region,
        {{ ratio('with_counts.clients_in_sonar', 'ranks.region_clients') }} as share_of_region_ratio,

        ---------- what it rests on
        publications.status,

        ---------- to quote
        publications.published_date,
        publications.file_name,
        {{ short_locator('locators.locator') }} as locator,
        {{ citation(
            "municipalities.municipality_name", "quarters.quarter_label", "publications", "locators.locator"
        ) }} as citation,

        ---------- ids
        with_counts.municipality_quarter_key,
        with_counts.publication_id,
        cast(with_counts.row_number as integer) as row_number,
        with_counts.municipality_key,
        with_counts.municipality_code,
        with_counts.labour_market_region_key,
        with_counts.labour_market_region_code,
        with_counts.uwv_region_number,
        municipalities.province_code,
        municipalities.province_name,

        ---------- bounds
        {{ bounds_of('with_counts', shown_counts() + shown_ratios()) }},
        ranks.rank_min as profile_coverage_rank_in_region_min,
        ranks.rank_max as profile_coverage_rank_in_region_max,
        {{ ratio('with_counts.clients_in_sonar_min', 'ranks.region_clients_max') }} as share_of_region_ratio_min,
        least(1, {{ ratio('with_counts.clients_in_sonar_max', 'ranks.region_clients_min') }})
            as share_of_region_ratio_max

    from with_counts

    inner join ranks
        on with_counts.municipality_quarter_key = ranks.municipality_quarter_key

    inner join municipalities
        on with_counts.municipality_key = municipalities.municipality_key

    inner join regions
        on with_counts.labour_market_region_key = regions.labour_market_region_key

    inner join quarters
        on with_counts.quarter_start_date = quarters.quarter_start_date

    inner join publications
        on with_counts.publication_id = publications.publication_id

    inner join comparisons as on_quarter
        on
            with_counts.municipality_quarter_key = on_quarter.municipality_quarter_key
            and on_quarter.span = 'quarter'

    inner join comparisons as on_year
        on
            with_counts.municipality_quarter_key = on_year.municipality_quarter_key
            and on_year.span = 'year'

    left join changes as change_on_quarter
        on
            with_counts.municipality_quarter_key = change_on_quarter.municipality_quarter_key
            and change_on_quarter.span = 'quarter'

    left join changes as change_on_year
        on
            with_counts.municipality_quarter_key = change_on_year.municipality_quarter_key
            and change_on_year.span = 'year'

    left join locators
        on
            with_counts.publication_id = locators.publication_id
            and with_counts.row_number = locators.row_number

)

select * from municipality_coverage
