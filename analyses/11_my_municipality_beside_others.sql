-- Question: how does my municipality do beside its region, and beside municipalities of its size?
--
-- Of its size: with between half and twice as many clients in Sonar, in the same quarter, whichever region they are in.
-- Put your own name in the first step. On the comparable series the same query works for any two quarters.

with

my_municipality as (

    select * from mart_municipality_coverage
    where municipality_name = 'Lelystad'

),

like_sized as (

    select
        mine.municipality_quarter_key,
        count(*) as like_sized_count,
        sum(other_rows.clients_with_profile) as like_sized_clients_with_profile,
        sum(other_rows.clients_in_sonar) as like_sized_clients_in_sonar

    from my_municipality as mine
    inner join mart_municipality_coverage as other_rows
        on
            mine.quarter_start_date = other_rows.quarter_start_date
            and mine.municipality_code <> other_rows.municipality_code
            and other_rows.clients_in_sonar between mine.clients_in_sonar / 2 and mine.clients_in_sonar * 2
    where other_rows.clients_with_profile is not null
    group by mine.municipality_quarter_key

),

beside_others as (

    select
        mine.quarter_label,
        mine.municipality_name,
        mine.clients_in_sonar,
        cast(100 * mine.profile_coverage_ratio as decimal(5, 1)) as coverage_percentage,
        cast(100 * region.profile_coverage_ratio as decimal(5, 1)) as region_percentage,
        cast(100 * (mine.profile_coverage_ratio - region.profile_coverage_ratio) as decimal(5, 1))
            as points_above_region,
        mine.profile_coverage_rank_in_region as rank_in_region,
        region.municipality_count as municipalities_in_region,
        cast(
            100.0 * like_sized.like_sized_clients_with_profile / nullif(like_sized.like_sized_clients_in_sonar, 0)
            as decimal(5, 1)
        ) as like_sized_percentage,
        like_sized.like_sized_count

    from my_municipality as mine
    inner join mart_regional_coverage as region
        on mine.publication_id = region.publication_id
    left join like_sized
        on mine.municipality_quarter_key = like_sized.municipality_quarter_key

)

select * from beside_others
order by quarter_label
