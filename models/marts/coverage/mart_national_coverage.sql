with

region_quarters as (

    select * from {{ ref('fct_region_quarters') }}

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
        count(target_group_register) as register_region_count,
        {{ whole_sum('target_group_register') }} as target_group_register,
        case
            when
                count(target_group_register)
                = count(case when target_group_register is not null then clients_in_sonar end)
                then {{ whole_sum('case when target_group_register is not null then clients_in_sonar end') }}
        end as clients_in_sonar_with_register

    from region_quarters

    group by quarter_start_date

),

national_coverage as (

    select

        ---------- ids
        sums.quarter_start_date,

        ---------- text
        quarters.quarter_label,

        ---------- how much of the country this is
        sums.region_count,
        expected_regions.expected_region_count,
        sums.register_region_count,
        sums.region_count = expected_regions.expected_region_count as is_complete,

        ---------- counts
        {{ counts_with_bounds('counts', shown_counts()) }},
        sums.target_group_register,
        sums.clients_in_sonar_with_register,

        ---------- ratios
        counts.profile_coverage_ratio,
        counts.municipal_profile_coverage_ratio,
        counts.uwv_profile_coverage_ratio,
        {{ ratio('sums.clients_in_sonar_with_register', 'sums.target_group_register') }}
            as register_coverage_ratio

    from sums

    inner join counts
        on cast(sums.quarter_start_date as string) = counts.number_key

    inner join quarters
        on sums.quarter_start_date = quarters.quarter_start_date

    inner join expected_regions
        on sums.quarter_start_date = expected_regions.quarter_start_date

)

select * from national_coverage
