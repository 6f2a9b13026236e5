-- Question: which municipalities stay below their region, quarter after quarter?
--
-- Below in every quarter that was seen; four or more of them make it a pattern (`is_lagging`), fewer do not say much.
-- On the newest borders, so that a merger does not begin the count anew; a quarter with a source missing does not
-- count.

with

municipalities_beside_their_region as (

    select
        municipality.municipality_name,
        municipality.labour_market_region_name,
        municipality.quarter_label,
        municipality.profile_coverage_ratio - region.profile_coverage_ratio as difference

    from mart_municipality_coverage_comparable as municipality
    inner join mart_regional_coverage_comparable as region
        on
            municipality.uwv_region_number = region.uwv_region_number
            and municipality.quarter_start_date = region.quarter_start_date
    where
        municipality.is_complete
        and municipality.profile_coverage_ratio is not null
        and region.profile_coverage_ratio is not null

),

counted as (

    select
        labour_market_region_name,
        municipality_name,
        count(*) as quarters_seen,
        count(*) filter (where difference < 0) as quarters_below,
        max(quarter_label) as newest_quarter,
        cast(100 * avg(difference) as decimal(5, 1)) as mean_difference_in_points

    from municipalities_beside_their_region
    group by labour_market_region_name, municipality_name

),

lagging as (

    select
        labour_market_region_name,
        municipality_name,
        quarters_seen,
        newest_quarter,
        mean_difference_in_points,
        quarters_seen >= 4 as is_lagging

    from counted
    where quarters_below = quarters_seen

)

select * from lagging
order by labour_market_region_name, mean_difference_in_points, municipality_name
