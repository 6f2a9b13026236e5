-- Every municipality that the region of a publication has by CBS in its quarter, and whether the table has it.
with

publications as (select * from {{ ref('int_publications_identified') }}),

periods as (select * from {{ ref('dim_municipalities') }}),

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

seen_municipalities as (

    select distinct
        publication_id,
        municipality_code

    from matched_rows

    where municipality_code is not null

),

expected_municipalities as (

    -- One that ends within the quarter (Weesp) may be there or not.
    select
        publications.publication_id,
        periods.municipality_code,
        periods.municipality_name,
        seen_municipalities.municipality_code is not null as is_seen

    from publications

    inner join periods
        on
            publications.uwv_region_number = periods.uwv_region_number
            and publications.quarter_start_date >= periods.valid_from
            and publications.quarter_start_date + interval 3 month <= periods.valid_to

    left join seen_municipalities
        on
            publications.publication_id = seen_municipalities.publication_id
            and periods.municipality_code = seen_municipalities.municipality_code

)

select * from expected_municipalities
