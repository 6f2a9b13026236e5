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

    where uwv_region_number is not null

),

expected_regions as (

    select
        quarters.quarter_start_date,
        count(distinct regions.uwv_region_number) as expected_region_count

    from quarters

    inner join regions
        on
            quarters.quarter_start_date >= regions.valid_from
            and quarters.quarter_start_date < regions.valid_to

    group by quarters.quarter_start_date

),

counts as (

    select * from {{ ref('int_mart_rows') }}

    where mart_name = 'mart_national_coverage'

),

sums as (

    select
        quarter_start_date,
        count(*) as region_count,
        count(*) filter (where municipality_count < expected_municipality_count) as partial_region_count,
        count(target_group_register) as register_region_count,
        {{ whole_sum('target_group_register') }} as target_group_register,
        case
            when
                count(target_group_register)
                = count(case when target_group_register is not null then clients_in_sonar end)
                then {{ whole_sum('case when target_group_register is not null then clients_in_sonar end') }}
        end as clients_in_sonar_with_register,
        {{ whole_sum('case when target_group_register is not null then clients_in_sonar_min end') }}
            as clients_in_sonar_with_register_min,
        case
            when
                count(target_group_register)
                = count(case when target_group_register is not null then clients_in_sonar_max end)
                then {{ whole_sum('case when target_group_register is not null then clients_in_sonar_max end') }}
        end as clients_in_sonar_with_register_max

    from region_quarters

    group by quarter_start_date

),

with_counts as (

    select
        sums.quarter_start_date,
        quarters.quarter_label,
        quarters.previous_quarter_start_date,
        quarters.year_before_quarter_start_date,
        cast(sums.region_count as integer) as region_count,
        cast(expected_regions.expected_region_count as integer) as expected_region_count,
        cast(sums.register_region_count as integer) as register_region_count,
        sums.region_count = expected_regions.expected_region_count as is_complete,
        sums.region_count = expected_regions.expected_region_count and sums.partial_region_count = 0
            as is_whole_country,
        {{ columns_of('counts', shown_counts() + shown_ratios()) }},
        {{ bounds_of('counts', shown_counts() + shown_ratios()) }},
        cast(sums.target_group_register as integer) as target_group_register,
        cast(sums.clients_in_sonar_with_register as integer) as clients_in_sonar_with_register,
        cast(sums.clients_in_sonar_with_register_min as integer) as clients_in_sonar_with_register_min,
        cast(sums.clients_in_sonar_with_register_max as integer) as clients_in_sonar_with_register_max,
        {{ ratio('sums.clients_in_sonar_with_register', 'sums.target_group_register') }} as register_coverage_ratio,
        {{ ratio('sums.clients_in_sonar_with_register_min', 'sums.target_group_register') }}
            as register_coverage_ratio_min,
        least(1, {{ ratio('sums.clients_in_sonar_with_register_max', 'sums.target_group_register') }})
            as register_coverage_ratio_max

    from sums

    inner join counts
        on cast(sums.quarter_start_date as string) = counts.number_key

    inner join quarters
        on sums.quarter_start_date = quarters.quarter_start_date

    inner join expected_regions
        on sums.quarter_start_date = expected_regions.quarter_start_date

),

regions_compared as (

    select
        region_quarters.quarter_start_date,
        comparisons.span,
        count(comparisons.earlier_region_quarter_key) as region_count_in_both,
        count(*) filter (where comparisons.comparability = 'comparable') as comparable_region_count

    from region_quarters

    inner join comparisons
        on region_quarters.region_quarter_key = comparisons.region_quarter_key

    group by region_quarters.quarter_start_date, comparisons.span

),

compared as (

    -- The whole country is the whole country, whatever moved between its regions; else the same regions were seen,
    -- with the same municipalities.
    select
        with_counts.quarter_start_date,
        regions_compared.span,
        earlier.quarter_start_date as earlier_quarter_start_date,
        case
            when earlier.quarter_start_date is null then 'no_earlier_figures'
            when with_counts.is_whole_country and earlier.is_whole_country then 'comparable'
            when
                with_counts.region_count <> regions_compared.region_count_in_both
                or earlier.region_count <> regions_compared.region_count_in_both
                then 'regions_differ'
            when with_counts.region_count <> regions_compared.comparable_region_count then 'municipalities_differ'
            else 'comparable'
        end as comparability

    from with_counts

    inner join regions_compared
        on with_counts.quarter_start_date = regions_compared.quarter_start_date

    left join with_counts as earlier
        on
            case regions_compared.span
                when 'quarter' then with_counts.previous_quarter_start_date
                else with_counts.year_before_quarter_start_date
            end = earlier.quarter_start_date

),

changes as (

    select
        compared.quarter_start_date,
        compared.span,
        compared.comparability,
        with_counts.clients_in_sonar - earlier.clients_in_sonar as clients_in_sonar_change,
        with_counts.profile_coverage_ratio - earlier.profile_coverage_ratio as profile_coverage_ratio_change

    from compared

    inner join with_counts
        on compared.quarter_start_date = with_counts.quarter_start_date

    left join with_counts as earlier
        on
            compared.earlier_quarter_start_date = earlier.quarter_start_date
            and compared.comparability = 'comparable'

),

national_coverage as (

    select

        ---------- when, and how much of the country
        with_counts.quarter_start_date,
        with_counts.quarter_label,
        with_counts.region_count,
        with_counts.expected_region_count,
        with_counts.is_complete,

        ---------- counts
        {{ columns_of('with_counts', shown_counts()) }},
        with_counts.target_group_register,

        ---------- ratios
        {{ columns_of('with_counts', shown_ratios()) }},
        with_counts.register_coverage_ratio,

        ---------- change
        on_quarter.comparability as change_on_quarter_comparability,
        on_quarter.clients_in_sonar_change as clients_in_sonar_change_on_quarter,
        on_quarter.profile_coverage_ratio_change as profile_coverage_ratio_change_on_quarter,
        on_year.comparability as change_on_year_comparability,
        on_year.clients_in_sonar_change as clients_in_sonar_change_on_year,
        on_year.profile_coverage_ratio_change as profile_coverage_ratio_change_on_year,

        ---------- what register coverage rests on
        with_counts.register_region_count,
        with_counts.clients_in_sonar_with_register,

        ---------- bounds
        {{ bounds_of('with_counts', shown_counts() + shown_ratios() + ['register_coverage_ratio']) }}

    from with_counts

    inner join changes as on_quarter
        on
            with_counts.quarter_start_date = on_quarter.quarter_start_date
            and on_quarter.span = 'quarter'

    inner join changes as on_year
        on
            with_counts.quarter_start_date = on_year.quarter_start_date
            and on_year.span = 'year'

)

select * from national_coverage
