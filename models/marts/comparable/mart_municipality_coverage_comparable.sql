with

sources as (

    select * from {{ ref('mart_comparable_sources') }}

),

municipalities as (

    select * from {{ ref('dim_municipalities') }}

),

current_municipalities as (

    select * from municipalities

    where is_current

),

successors as (

    select * from {{ ref('dim_municipality_successors') }}

),

quarters as (

    select * from {{ ref('dim_quarters') }}

),

expected_sources as (

    -- Which municipalities of the quarter's last day went, whole or in part, into one of the newest borders.
    select
        quarters.quarter_start_date,
        successors.successor_code as municipality_code,
        municipalities.municipality_code as source_municipality_code

    from quarters

    inner join municipalities
        on
            quarters.quarter_end_date >= municipalities.valid_from
            and quarters.quarter_end_date < municipalities.valid_to

    inner join successors
        on municipalities.municipality_code = successors.municipality_code

),

missing_sources as (

    select
        expected_sources.quarter_start_date,
        expected_sources.municipality_code,
        count(*) filter (where sources.source_municipality_code is null) as missing_source_count

    from expected_sources

    left join sources
        on
            expected_sources.quarter_start_date = sources.quarter_start_date
            and expected_sources.municipality_code = sources.municipality_code
            and expected_sources.source_municipality_code = sources.source_municipality_code

    group by
        expected_sources.quarter_start_date,
        expected_sources.municipality_code

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_municipality_coverage_comparable'

),

region_counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_regional_coverage_comparable'

),

rows_of_sources as (

    select
        municipality_code,
        quarter_start_date,
        count(*) as source_row_count,
        count(distinct source_municipality_code) as source_municipality_count,
        max(case when is_split then 1 else 0 end) = 1 as is_estimated,
        max(case when has_known_weights then 0 else 1 end) = 1 as has_unknown_weight

    from sources

    group by municipality_code, quarter_start_date

),

with_counts as (

    select
        counts.number_key as comparable_municipality_quarter_key,
        rows_of_sources.quarter_start_date,
        rows_of_sources.municipality_code,
        current_municipalities.uwv_region_number,
        concat(
            cast(rows_of_sources.quarter_start_date as string), '/',
            cast(current_municipalities.uwv_region_number as string)
        ) as comparable_region_quarter_key,
        cast(rows_of_sources.source_row_count as integer) as source_row_count,
        cast(missing_sources.missing_source_count as integer) as missing_source_count,
        rows_of_sources.source_row_count - rows_of_sources.source_municipality_count as second_document_count,
        rows_of_sources.is_estimated,
        rows_of_sources.has_unknown_weight,
        missing_sources.missing_source_count = 0 as is_complete,
        {{ columns_of('counts', shown_counts() + shown_ratios()) }},
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }}

    from rows_of_sources

    inner join counts
        on
            concat(cast(rows_of_sources.quarter_start_date as string), '/', rows_of_sources.municipality_code)
            = counts.number_key

    inner join current_municipalities
        on rows_of_sources.municipality_code = current_municipalities.municipality_code

    inner join missing_sources
        on
            rows_of_sources.municipality_code = missing_sources.municipality_code
            and rows_of_sources.quarter_start_date = missing_sources.quarter_start_date

),

spans as (

    select
        'quarter' as span,
        quarter_start_date,
        previous_quarter_start_date as earlier_quarter_start_date

    from quarters

    union all

    select
        'year' as span,
        quarter_start_date,
        year_before_quarter_start_date as earlier_quarter_start_date

    from quarters

),

compared as (

    -- One that stands in the documents of two regions in one of the quarters alone (Vijfheerenlanden) is not followed.
    select
        with_counts.comparable_municipality_quarter_key,
        spans.span,
        spans.earlier_quarter_start_date,
        case
            when earlier.municipality_code is null then 'no_earlier_figures'
            when not (with_counts.is_complete and earlier.is_complete) then 'sources_missing'
            when with_counts.second_document_count <> earlier.second_document_count then 'documents_differ'
            else 'comparable'
        end as comparability

    from with_counts

    inner join spans
        on with_counts.quarter_start_date = spans.quarter_start_date

    left join with_counts as earlier
        on
            with_counts.municipality_code = earlier.municipality_code
            and spans.earlier_quarter_start_date = earlier.quarter_start_date

),

changes as (

    select
        compared.comparable_municipality_quarter_key,
        compared.span,
        compared.comparability,
        with_counts.clients_in_sonar - earlier.clients_in_sonar as clients_in_sonar_change,
        with_counts.profile_coverage_ratio - earlier.profile_coverage_ratio as profile_coverage_ratio_change

    from compared

    inner join with_counts
        on compared.comparable_municipality_quarter_key = with_counts.comparable_municipality_quarter_key

    left join with_counts as earlier
        on
            with_counts.municipality_code = earlier.municipality_code
            and compared.earlier_quarter_start_date = earlier.quarter_start_date
            and compared.comparability = 'comparable'

),

expected_municipalities as (

    select
        uwv_region_number,
        count(*) as expected_municipality_count

    from current_municipalities

    group by uwv_region_number

),

seen_in_regions as (

    select
        comparable_region_quarter_key,
        uwv_region_number,
        count(*) filter (where is_complete) as complete_municipality_count

    from with_counts

    group by comparable_region_quarter_key, uwv_region_number

),

regions as (

    select
        seen_in_regions.comparable_region_quarter_key,
        seen_in_regions.complete_municipality_count = expected_municipalities.expected_municipality_count
            as is_complete

    from seen_in_regions

    inner join expected_municipalities
        on seen_in_regions.uwv_region_number = expected_municipalities.uwv_region_number

),

ranges_of_ranks as (

    -- As many municipalities of the region are certainly, and possibly, higher.
    select
        this_one.comparable_municipality_quarter_key,
        1 + count(*) filter (
            where other_rows.profile_coverage_ratio_min > this_one.profile_coverage_ratio_max
        ) as rank_min,
        1 + count(*) filter (
            where
            other_rows.profile_coverage_ratio_max > this_one.profile_coverage_ratio_min
            and other_rows.municipality_code <> this_one.municipality_code
        ) as rank_max

    from with_counts as this_one

    inner join with_counts as other_rows
        on this_one.comparable_region_quarter_key = other_rows.comparable_region_quarter_key

    where this_one.profile_coverage_ratio_max is not null

    group by this_one.comparable_municipality_quarter_key

),

beside_the_region as (

    -- A rank or share among some of the region's municipalities is none.
    select
        with_counts.comparable_municipality_quarter_key,
        case
            when not regions.is_complete then 'municipalities_missing'
            when ranges_of_ranks.comparable_municipality_quarter_key is null then 'no_clients'
            else 'comparable'
        end as rank_comparability,
        case when regions.is_complete then cast(ranges_of_ranks.rank_min as integer) end as rank_min,
        case when regions.is_complete then cast(ranges_of_ranks.rank_max as integer) end as rank_max,
        case when regions.is_complete then region_counts.clients_in_sonar end as region_clients,
        case when regions.is_complete then region_counts.clients_in_sonar_min end as region_clients_min,
        case when regions.is_complete then region_counts.clients_in_sonar_max end as region_clients_max

    from with_counts

    inner join regions
        on with_counts.comparable_region_quarter_key = regions.comparable_region_quarter_key

    inner join region_counts
        on with_counts.comparable_region_quarter_key = region_counts.number_key

    left join ranges_of_ranks
        on with_counts.comparable_municipality_quarter_key = ranges_of_ranks.comparable_municipality_quarter_key

),

comparable as (

    select

        ---------- when and where
        with_counts.quarter_start_date,
        quarters.quarter_label,
        current_municipalities.municipality_name,
        current_municipalities.labour_market_region_name,

        ---------- counts
        {{ columns_of('with_counts', shown_counts()) }},

        ---------- ratios
        {{ columns_of('with_counts', shown_ratios()) }},

        ---------- change
        on_quarter.comparability as change_on_quarter_comparability,
        on_quarter.clients_in_sonar_change as clients_in_sonar_change_on_quarter,
        on_quarter.profile_coverage_ratio_change as profile_coverage_ratio_change_on_quarter,
        on_year.comparability as change_on_year_comparability,
        on_year.clients_in_sonar_change as clients_in_sonar_change_on_year,
        on_year.profile_coverage_ratio_change as profile_coverage_ratio_change_on_year,

        ---------- within the region
        beside_the_region.rank_comparability,
        case when beside_the_region.rank_min = beside_the_region.rank_max then beside_the_region.rank_min end
            as profile_coverage_rank_in_region,
        {{ ratio('with_counts.clients_in_sonar', 'beside_the_region.region_clients') }} as share_of_region_ratio,

        ---------- what it rests on
        with_counts.source_row_count,
        with_counts.missing_source_count,
        with_counts.is_estimated,
        with_counts.has_unknown_weight,
        with_counts.is_complete,

        ---------- ids
        with_counts.comparable_municipality_quarter_key,
        with_counts.municipality_code,
        current_municipalities.labour_market_region_code,
        with_counts.uwv_region_number,
        current_municipalities.province_code,
        current_municipalities.province_name,

        ---------- bounds
        {{ bounds_of('with_counts', shown_counts() + shown_ratios()) }},
        beside_the_region.rank_min as profile_coverage_rank_in_region_min,
        beside_the_region.rank_max as profile_coverage_rank_in_region_max,
        {{ ratio('with_counts.clients_in_sonar_min', 'beside_the_region.region_clients_max') }}
            as share_of_region_ratio_min,
        least(1, {{ ratio('with_counts.clients_in_sonar_max', 'beside_the_region.region_clients_min') }})
            as share_of_region_ratio_max

    from with_counts

    inner join quarters
        on with_counts.quarter_start_date = quarters.quarter_start_date

    inner join current_municipalities
        on with_counts.municipality_code = current_municipalities.municipality_code

    inner join beside_the_region
        on with_counts.comparable_municipality_quarter_key = beside_the_region.comparable_municipality_quarter_key

    inner join changes as on_quarter
        on
            with_counts.comparable_municipality_quarter_key = on_quarter.comparable_municipality_quarter_key
            and on_quarter.span = 'quarter'

    inner join changes as on_year
        on
            with_counts.comparable_municipality_quarter_key = on_year.comparable_municipality_quarter_key
            and on_year.span = 'year'

)

select * from comparable
