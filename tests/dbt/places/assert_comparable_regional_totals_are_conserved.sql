-- A region's total is the sum of the municipalities that lie in it whole, and of a municipality divided over two
-- regions its share: rounded, so between the shares rounded down and rounded up. Where none was divided that is
-- equality, to the unit, and a total is known exactly when every count in it is: a suppressed one stays unknown even
-- where its bounds meet. The expectation comes from the facts and the chains of changes, past the marts it tests.
with

municipality_quarters as (
    select * from {{ ref('fct_municipality_quarters') }}
    where is_counted
),

regions as (select * from {{ ref('mart_regional_coverage_comparable') }}),

current_periods as (
    select * from {{ ref('dim_municipalities') }}
    where is_current
),

successors as (

    select
        successors.municipality_code,
        successors.weight,
        current_periods.uwv_region_number,
        row_number() over (
            partition by successors.municipality_code, current_periods.uwv_region_number
            order by successors.successor_code nulls last
        ) as number_in_region,
        count(*) over (partition by successors.municipality_code) as successor_count,
        count(*) over (partition by successors.municipality_code, current_periods.uwv_region_number)
            as successor_count_in_region

    from {{ ref('dim_municipality_successors') }} as successors

    inner join current_periods
        on successors.successor_code = current_periods.municipality_code

),

expected as (

    select
        municipality_quarters.quarter_start_date,
        successors.uwv_region_number,
        {%- for count in part_roles() %}
        sum(case
            when successors.successor_count > successors.successor_count_in_region
                then floor(coalesce(successors.weight, 0) * municipality_quarters.{{ count }}_min)
            when successors.number_in_region = 1
                then municipality_quarters.{{ count }}_min
            else 0
        end) as least_{{ count }},
        sum(case
            when successors.successor_count > successors.successor_count_in_region
                then ceil(coalesce(successors.weight, 1) * municipality_quarters.{{ count }}_max)
            when successors.number_in_region = 1
                then municipality_quarters.{{ count }}_max
            else 0
        end) as most_{{ count }},
        count(*) = count(municipality_quarters.{{ count }}) as is_known_{{ count }},
        count(*) = count(municipality_quarters.{{ count }}_max) as has_most_{{ count }}{{ ',' if not loop.last }}
        {%- endfor %}

    from municipality_quarters

    inner join successors
        on municipality_quarters.municipality_code = successors.municipality_code

    group by
        municipality_quarters.quarter_start_date,
        successors.uwv_region_number

)

select
    expected.*,
    {%- for count in part_roles() %}
    regions.{{ count }}{{ ',' if not loop.last }}
    {%- endfor %}

from expected

full join regions
    on
        expected.quarter_start_date = regions.quarter_start_date
        and expected.uwv_region_number = regions.uwv_region_number

where
    expected.quarter_start_date is null
    or regions.quarter_start_date is null
    {%- for count in part_roles() %}
    or regions.{{ count }}_min < expected.least_{{ count }}
    or regions.{{ count }} < regions.{{ count }}_min
    or regions.{{ count }} > regions.{{ count }}_max
    or (expected.has_most_{{ count }} and regions.{{ count }}_max > expected.most_{{ count }})
    or (expected.has_most_{{ count }} <> (regions.{{ count }}_max is not null))
    or (
        not regions.is_estimated
        and (
            regions.{{ count }}_min <> expected.least_{{ count }}
            or (expected.has_most_{{ count }} and regions.{{ count }}_max <> expected.most_{{ count }})
            or expected.is_known_{{ count }} <> (regions.{{ count }} is not null)
        )
    )
    {%- endfor %}
