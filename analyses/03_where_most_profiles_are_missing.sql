-- Question: if I can only visit a few municipalities, where are most of the missing profiles?
--
-- Absolute numbers, not percentages: the largest municipality can have a good percentage and still most of the
-- missing profiles. The running share says how far the first so many municipalities get you.

with

municipalities as (

    select * from mart_municipality_coverage

),

missing_profiles_added_up as (

    select
        quarter_label,
        labour_market_region_name,
        municipality_name,
        clients_without_profile,
        cast(sum(clients_without_profile) over (
            partition by quarter_label, labour_market_region_name
            order by clients_without_profile desc nulls last, municipality_name asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as running_missing,
        cast(sum(clients_without_profile) over (
            partition by quarter_label, labour_market_region_name
        ) as bigint) as region_missing,
        row_number() over (
            partition by quarter_label, labour_market_region_name
            order by clients_without_profile desc nulls last, municipality_name asc nulls last
        ) as place

    from municipalities

),

first_four_places as (

    select
        quarter_label,
        labour_market_region_name,
        place,
        municipality_name,
        clients_without_profile,
        cast(100.0 * running_missing / nullif(region_missing, 0) as decimal(5, 1)) as running_share_percentage

    from missing_profiles_added_up
    where place <= 4

)

select * from first_four_places
order by quarter_label, labour_market_region_name, place
