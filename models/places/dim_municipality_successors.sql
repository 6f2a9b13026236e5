-- Follows every municipality that ended through all later changes to the newest borders.
with recursive

periods as (select * from {{ ref('dim_municipalities') }}),

changes as (select * from {{ ref('stg_cbs__municipality_changes') }}),

municipalities as (

    select municipality_code from periods

    union

    select old_municipality_code as municipality_code from changes

),

chains as (

    select
        municipality_code,
        municipality_code as successor_code,
        cast(1 as decimal(18, 9)) as weight,
        cast('0001-01-01' as date) as reached_date,
        0 as change_count

    from municipalities

    union all

    -- An unknown share makes every share after it unknown.
    select
        chains.municipality_code,
        changes.new_municipality_code as successor_code,
        cast(chains.weight * changes.weight as decimal(18, 9)) as weight,
        changes.effective_date as reached_date,
        chains.change_count + 1 as change_count

    from chains

    inner join changes
        on
            chains.successor_code = changes.old_municipality_code
            and chains.reached_date < changes.effective_date

),

ends_of_chains as (

    select chains.*

    from chains

    left join changes
        on chains.successor_code = changes.old_municipality_code

    where changes.old_municipality_code is null

),

-- Two chains may end in the same municipality; then their shares add up.
successors as (

    select
        municipality_code,
        successor_code,
        case when count(*) = count(weight) then cast(sum(weight) as decimal(18, 9)) end as weight,
        max(change_count) as change_count

    from ends_of_chains

    group by municipality_code, successor_code

),

municipality_successors as (

    select

        ---------- ids
        municipality_code,
        successor_code,

        ---------- numerics
        weight,
        change_count,

        ---------- booleans
        count(*) over (partition by municipality_code) > 1 as is_split,
        count(*) over (partition by municipality_code) = count(weight) over (partition by municipality_code)
            as has_known_weights

    from successors

)

select * from municipality_successors
