with

counts as (
    select * from {{ ref('int_mart_rows') }}
    where mart_name = 'mart_national_coverage'
),

comparisons as (
    select * from {{ ref('int_mart_comparisons') }}
    where mart_name = 'mart_national_coverage'
),

regions as (
    select * from {{ ref('int_mart_row_places') }}
    where mart_name = 'mart_regional_coverage'
),

quarters as (select * from {{ ref('dim_quarters') }}),

numbers_of_regions as (

    select
        whole_key as number_key,
        quarter_start_date,
        cast(count(*) as integer) as region_count,
        max(expected_part_count) as expected_region_count,
        count(*) = max(expected_part_count) as is_complete

    from regions

    group by whole_key, quarter_start_date

),

national_coverage as (

    select

        ---------- when, and how much of the country
        numbers_of_regions.quarter_start_date,
        quarters.quarter_label,
        numbers_of_regions.region_count,
        numbers_of_regions.expected_region_count,
        numbers_of_regions.is_complete,

        ---------- counts
        {{ columns_of('counts', shown_counts()) }},
        counts.target_group_register,

        ---------- ratios
        {{ columns_of('counts', shown_ratios()) }},
        counts.register_coverage_ratio,

        ---------- change
        {{ changes_of('comparisons', ['clients_in_sonar', 'profile_coverage_ratio']) }},

        ---------- what register coverage rests on
        counts.register_region_count,
        counts.clients_in_sonar_with_register,

        ---------- bounds
        {{ bounds_of('counts', shown_counts() + shown_ratios() + ['register_coverage_ratio']) }}

    from numbers_of_regions

    inner join counts
        on numbers_of_regions.number_key = counts.number_key

    inner join comparisons
        on numbers_of_regions.number_key = comparisons.number_key

    inner join quarters
        on numbers_of_regions.quarter_start_date = quarters.quarter_start_date

)

select * from national_coverage
