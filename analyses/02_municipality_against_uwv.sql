-- Question: is a client served by UWV more likely to have a profile than one served by the municipality?
--
-- Coverage of both groups, per region. The gap is in percentage points, not percent. It says who has profiles, not why:
-- the groups differ (UWV serves most people with a benefit of UWV, municipalities those under the Participatiewet).

with

regions as (

    select * from mart_regional_coverage

),

coverage_by_server as (

    select
        quarter_label,
        labour_market_region_name,
        municipal_clients,
        uwv_clients,
        cast(100 * municipal_profile_coverage_ratio as decimal(5, 1)) as municipal_coverage_percentage,
        cast(100 * uwv_profile_coverage_ratio as decimal(5, 1)) as uwv_coverage_percentage,
        cast(
            100 * (uwv_profile_coverage_ratio - municipal_profile_coverage_ratio) as decimal(5, 1)
        ) as gap_in_points

    from regions

)

select * from coverage_by_server
order by quarter_label, labour_market_region_name
