-- Question: how many profiles must be made to bring every municipality to 65 % coverage?
--
-- Whole people, rounded up, and nobody loses a profile: a municipality above the target needs none. Change the 65 in
-- the first step for another target. Municipalities with a suppressed count have no coverage, and are named as such.

with

the_target as (

    select 65 as target_percentage

),

profiles_needed as (

    select
        coverage.quarter_label,
        coverage.labour_market_region_name,
        coverage.municipality_name,
        case
            when coverage.clients_with_profile is null or coverage.clients_in_sonar is null then null
            else
                greatest(
                    cast(ceil(coverage.clients_in_sonar * the_target.target_percentage / 100.0) as bigint)
                    - coverage.clients_with_profile,
                    0
                )
        end as needed

    from mart_municipality_coverage as coverage
    cross join the_target

),

added_up_by_region as (

    select
        quarter_label,
        labour_market_region_name,
        count(*) as municipalities,
        count(*) filter (where needed > 0) as municipalities_below_target,
        count(*) filter (where needed is null) as municipalities_unknown,
        cast(sum(needed) as bigint) as profiles_needed

    from profiles_needed
    group by quarter_label, labour_market_region_name

)

select * from added_up_by_region
order by quarter_label, labour_market_region_name
