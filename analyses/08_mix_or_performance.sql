-- Question: does one region do better than another because of who serves its clients, or within each group?
--
-- Coverage differs between regions for two reasons: the share of clients that the municipality serves (the mix), and
-- the coverage within each group (performance). Kitagawa's decomposition splits the difference exactly: each part is
-- weighed with the mean of both regions, and mix + performance = difference. Here two regions stand for two quarters
-- as well; with one quarter loaded for both, put it into the first step.

with

two_regions as (

    select
        clients_with_profile,
        clients_in_sonar,
        municipal_profile_coverage_ratio as municipal_coverage,
        uwv_profile_coverage_ratio as uwv_coverage,
        cast(municipal_clients as double precision) / nullif(clients_in_sonar, 0) as municipal_share,
        case labour_market_region_name when 'Flevoland' then 'low' else 'high' end as side

    from mart_regional_coverage
    where
        (labour_market_region_name = 'Flevoland' and quarter_label = '2020Q2')
        or (labour_market_region_name = 'Groningen' and quarter_label = '2020Q3')

),

side_by_side as (

    select
        high.municipal_share - low.municipal_share as share_difference,
        (high.municipal_coverage + low.municipal_coverage) / 2 as mean_municipal_coverage,
        (high.uwv_coverage + low.uwv_coverage) / 2 as mean_uwv_coverage,
        (high.municipal_share + low.municipal_share) / 2 as mean_municipal_share,
        high.municipal_coverage - low.municipal_coverage as municipal_difference,
        high.uwv_coverage - low.uwv_coverage as uwv_difference,
        cast(high.clients_with_profile as double precision) / nullif(high.clients_in_sonar, 0)
        - cast(low.clients_with_profile as double precision) / nullif(low.clients_in_sonar, 0) as difference

    from two_regions as high
    inner join two_regions as low
        on high.side = 'high' and low.side = 'low'

),

difference_explained as (

    select
        cast(100 * difference as decimal(7, 3)) as difference_in_points,
        cast(100 * share_difference * (mean_municipal_coverage - mean_uwv_coverage) as decimal(7, 3))
            as of_which_mix,
        cast(100 * municipal_difference * mean_municipal_share as decimal(7, 3))
            as of_which_performance_of_municipalities,
        cast(100 * uwv_difference * (1 - mean_municipal_share) as decimal(7, 3)) as of_which_performance_of_uwv

    from side_by_side

)

select * from difference_explained
