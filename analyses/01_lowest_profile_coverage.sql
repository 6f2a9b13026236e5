-- Question: in which municipalities do the fewest clients have a profile that employers can find?
--
-- Only municipalities with at least 100 clients: with fewer, a handful of people moves the percentage by points.
-- The number of clients stands beside the percentage for the same reason. Each row is as printed for its own quarter;
-- rows of different quarters are not to be ranked against each other, so the rank is within the quarter.

with

municipalities_large_enough as (

    select * from mart_municipality_coverage
    where clients_in_sonar >= 100

),

ranked_within_quarter as (

    select
        quarter_label,
        municipality_name,
        cast(100 * profile_coverage_ratio as decimal(5, 1)) as coverage_percentage,
        rank() over (
            partition by quarter_label
            order by profile_coverage_ratio nulls last
        ) as rank_from_lowest,
        clients_in_sonar,
        clients_with_profile,
        labour_market_region_name

    from municipalities_large_enough

),

lowest_five as (

    select * from ranked_within_quarter
    where rank_from_lowest <= 5

)

select * from lowest_five
order by quarter_label, rank_from_lowest, municipality_name
