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

sums as (

    select
        quarter_start_date,
        count(*) as region_count,
        count(target_group_register) as register_region_count
        {%- for role in published_roles() %},
        {{ sum_if_all_known(role) }} as {{ role }},
        {{ whole_sum(role ~ '_min') }} as {{ role }}_min,
        {{ sum_if_all_known(role ~ '_max') }} as {{ role }}_max
        {%- endfor %},
        {{ whole_sum('target_group_register') }} as target_group_register

    from region_quarters

    group by quarter_start_date

),

sums_where_register_is_known as (

    select
        quarter_start_date,
        {{ sum_if_all_known('clients_in_sonar') }} as clients_in_sonar_with_register

    from region_quarters

    where target_group_register is not null

    group by quarter_start_date

),

with_subtotals as (

    select
        sums.*,
        sums_where_register_is_known.clients_in_sonar_with_register,
        {{ subtotals_with_bounds() }}

    from sums

    left join sums_where_register_is_known
        on sums.quarter_start_date = sums_where_register_is_known.quarter_start_date

),

national_coverage as (

    select

        ---------- ids
        with_subtotals.quarter_start_date,

        ---------- text
        quarters.quarter_label,

        ---------- how much of the country this is
        with_subtotals.region_count,
        expected_regions.expected_region_count,
        with_subtotals.register_region_count,
        with_subtotals.region_count = expected_regions.expected_region_count as is_complete,

        ---------- counts
        {%- for role in shown_counts() %}
        with_subtotals.{{ role }},
        with_subtotals.{{ role }}_min,
        with_subtotals.{{ role }}_max,
        {%- endfor %}
        with_subtotals.target_group_register,
        with_subtotals.clients_in_sonar_with_register,

        ---------- ratios
        {{ profile_coverage_ratios() }},
        {{ ratio('with_subtotals.clients_in_sonar_with_register', 'with_subtotals.target_group_register') }}
            as register_coverage_ratio

    from with_subtotals

    inner join quarters
        on with_subtotals.quarter_start_date = quarters.quarter_start_date

    inner join expected_regions
        on with_subtotals.quarter_start_date = expected_regions.quarter_start_date

)

select * from national_coverage
