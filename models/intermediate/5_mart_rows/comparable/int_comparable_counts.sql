-- Gives every count of a municipality to the municipalities of the newest borders that received it. A divided
-- municipality's count is apportioned by largest remainder, count by count: the exact shares are rounded down, and
-- the units that are left go to the largest fractions. So the parts of every count add up to it.
with

municipality_sources as (
    select * from {{ ref('int_municipality_sources') }}
    where is_counted
),

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

successors as (select * from {{ ref('dim_municipality_successors') }}),

shares as (

    select
        municipality_counts.publication_id,
        municipality_counts.row_number,
        municipality_counts.municipality_code as source_municipality_code,
        municipality_sources.uwv_region_number as source_uwv_region_number,
        municipality_sources.municipality_quarter_key,
        municipality_sources.quarter_start_date,
        successors.successor_code as municipality_code,
        successors.weight,
        successors.is_split,
        successors.has_known_weights,
        municipality_counts.measure,
        municipality_counts.measure_kind,
        municipality_counts.client_count as whole_count,
        municipality_counts.client_count_min as whole_min,
        municipality_counts.client_count_max as whole_max,
        municipality_counts.client_count * successors.weight as exact_share,
        cast(floor(municipality_counts.client_count * successors.weight) as bigint) as whole_units

    from municipality_counts

    inner join municipality_sources
        on
            municipality_counts.publication_id = municipality_sources.publication_id
            and municipality_counts.municipality_code = municipality_sources.municipality_code

    inner join successors
        on municipality_counts.municipality_code = successors.municipality_code

),

ranked_by_remainder as (

    select
        shares.*,
        whole_count - sum(whole_units) over (
            partition by publication_id, source_municipality_code, measure
        ) as units_left,
        row_number() over (
            partition by publication_id, source_municipality_code, measure
            order by exact_share - whole_units desc nulls last, municipality_code nulls last
        ) as remainder_rank

    from shares

),

apportioned as (

    select
        ranked_by_remainder.*,
        case
            when has_known_weights
                then whole_units + case when remainder_rank <= units_left then 1 else 0 end
        end as part

    from ranked_by_remainder

),

bounded as (

    -- Where the count or its share is not known, the part lies between these, whichever way it would have been rounded.
    select
        apportioned.*,
        case
            when part is not null then part
            when not has_known_weights then 0
            else cast(floor(whole_min * weight) as bigint)
        end as part_min,
        case
            when part is not null then part
            when not has_known_weights then whole_max
            else cast(ceil(whole_max * weight) as bigint)
        end as part_max

    from apportioned

),

totals_of_parts as (

    -- As rows of the total, so that the join is of equal keys alone: a condition on one side makes it a nested loop.
    select
        publication_id,
        source_municipality_code,
        municipality_code,
        'total' as measure_kind,
        {{ sum_if_all_known('part') }} as sum_of_parts

    from bounded

    where bounded.measure_kind = 'part'

    group by publication_id, source_municipality_code, municipality_code

),

with_totals as (

    select
        bounded.*,
        case when bounded.part is not null then totals_of_parts.sum_of_parts end as sum_of_parts

    from bounded

    left join totals_of_parts
        on
            bounded.publication_id = totals_of_parts.publication_id
            and bounded.source_municipality_code = totals_of_parts.source_municipality_code
            and bounded.municipality_code = totals_of_parts.municipality_code
            and bounded.measure_kind = totals_of_parts.measure_kind

),

comparable_counts as (

    -- A known total is the sum of the four rounded parts, so that they still add up; itself apportioned where a part is
    -- unknown. A total that was suppressed stays so.
    select

        ---------- ids
        publication_id,
        row_number,
        concat(cast(quarter_start_date as string), '/', municipality_code) as comparable_municipality_quarter_key,
        municipality_quarter_key,
        source_municipality_code,
        municipality_code,
        source_uwv_region_number,
        measure,

        ---------- text
        measure_kind,

        ---------- numerics
        weight,
        coalesce(sum_of_parts, part) as client_count,
        coalesce(sum_of_parts, part_min) as client_count_min,
        coalesce(sum_of_parts, part_max) as client_count_max,

        ---------- booleans
        is_split,
        has_known_weights,

        ---------- dates
        quarter_start_date

    from with_totals

)

select * from comparable_counts
