-- Every row of the coverage marts: when and where it is, and of which row it is a part: a municipality of its region, a
-- region of the country. Rows are compared with the same place's, and ranked among those of the same whole.
with

versions as (
    select * from {{ ref('int_publication_versions') }}
    where is_current
),

printed_municipalities as (

    select
        *,
        count(*) over (partition by quarter_start_date, municipality_code) as document_count

    from {{ ref('int_municipality_sources') }}

),

expected_municipalities as (

    select
        publication_id,
        count(*) as expected_municipality_count

    from {{ ref('int_expected_municipalities') }}

    group by publication_id

),

quarters as (

    select distinct quarter_start_date from versions

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

regions_of_today as (

    select count(distinct uwv_region_number) as expected_region_count

    from regions

    where is_current

),

comparable_municipalities as (select * from {{ ref('int_comparable_municipalities') }}),

comparable_regions as (select * from {{ ref('int_comparable_regions') }}),

places as (

    -- In the documents of two regions (Vijfheerenlanden, 2019 and 2020) a municipality is followed in each; in one it
    -- is followed into another region.
    select
        'mart_municipality_coverage' as mart_name,
        printed_municipalities.municipality_quarter_key as number_key,
        printed_municipalities.region_quarter_key as whole_key,
        printed_municipalities.municipality_code as place_code,
        case when printed_municipalities.document_count > 1 then printed_municipalities.uwv_region_number else 0 end
            as followed_region_number,
        coalesce(expected_municipalities.expected_municipality_count, 0) as expected_part_count,
        true as is_complete,
        printed_municipalities.quarter_start_date

    from printed_municipalities

    left join expected_municipalities
        on printed_municipalities.publication_id = expected_municipalities.publication_id

    union all

    select
        'mart_regional_coverage' as mart_name,
        versions.region_quarter_key as number_key,
        cast(versions.quarter_start_date as string) as whole_key,
        cast(versions.uwv_region_number as string) as place_code,
        0 as followed_region_number,
        expected_regions.expected_region_count as expected_part_count,
        true as is_complete,
        versions.quarter_start_date

    from versions

    inner join expected_regions
        on versions.quarter_start_date = expected_regions.quarter_start_date

    union all

    select
        'mart_national_coverage' as mart_name,
        cast(quarter_start_date as string) as number_key,
        cast(null as string) as whole_key,
        'the country' as place_code,
        0 as followed_region_number,
        1 as expected_part_count,
        true as is_complete,
        quarter_start_date

    from quarters

    union all

    select
        'mart_municipality_coverage_comparable' as mart_name,
        comparable_municipalities.comparable_municipality_quarter_key as number_key,
        comparable_regions.comparable_region_quarter_key as whole_key,
        comparable_municipalities.municipality_code as place_code,
        0 as followed_region_number,
        comparable_regions.expected_municipality_count as expected_part_count,
        comparable_municipalities.is_complete,
        comparable_municipalities.quarter_start_date

    from comparable_municipalities

    inner join comparable_regions
        on
            comparable_municipalities.uwv_region_number = comparable_regions.uwv_region_number
            and comparable_municipalities.quarter_start_date = comparable_regions.quarter_start_date

    union all

    select
        'mart_regional_coverage_comparable' as mart_name,
        comparable_regions.comparable_region_quarter_key as number_key,
        cast(comparable_regions.quarter_start_date as string) as whole_key,
        cast(comparable_regions.uwv_region_number as string) as place_code,
        0 as followed_region_number,
        regions_of_today.expected_region_count as expected_part_count,
        comparable_regions.is_complete,
        comparable_regions.quarter_start_date

    from comparable_regions

    cross join regions_of_today

),

mart_row_places as (

    select

        ---------- ids
        mart_name,
        number_key,
        whole_key,
        place_code,
        followed_region_number,

        ---------- numerics
        cast(expected_part_count as integer) as expected_part_count,

        ---------- booleans
        sum(case when is_complete then 1 else 0 end) over (partition by mart_name, whole_key) >= expected_part_count
            as is_whole_complete,

        ---------- dates
        quarter_start_date

    from places

)

select * from mart_row_places
