-- Gives every count of a municipality to the municipalities of the newest borders that received it. A divided
-- municipality's count is apportioned by largest remainder, count by count: the exact shares are rounded down, and
-- the units that are left go to the largest fractions. So the parts of every count add up to it.
with

municipality_sources as (

    select * from {{ ref('int_municipality_sources') }}

    where is_counted

),

municipality_counts as (

    select * from {{ ref('int_municipality_counts') }}

),

successors as (

    select * from {{ ref('dim_municipality_successors') }}

),

shares as (

    select
        municipality_counts.publication_id,
        municipality_counts.row_number,
        municipality_counts.municipality_code as source_municipality_code,
        municipality_sources.uwv_region_number as source_uwv_region_number,
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

sums_of_parts as (

    select
        publication_id,
        source_municipality_code,
        municipality_code,
        {{ sum_if_all_known('part') }} as sum_of_parts

    from bounded

    where measure_kind = 'part'

    group by publication_id, source_municipality_code, municipality_code

),

comparable_counts as (

    -- A known total is the sum of the four rounded parts, so that they still add up; itself apportioned where a part is
    -- unknown. A total that was suppressed stays so.
    select

        ---------- ids
        bounded.publication_id,
        bounded.row_number,
        bounded.source_municipality_code,
        bounded.municipality_code,
        bounded.source_uwv_region_number,
        bounded.measure,

        ---------- text
        bounded.measure_kind,

        ---------- numerics
        bounded.weight,
        coalesce(sums_of_parts.sum_of_parts, bounded.part) as client_count,
        coalesce(sums_of_parts.sum_of_parts, bounded.part_min) as client_count_min,
        coalesce(sums_of_parts.sum_of_parts, bounded.part_max) as client_count_max,

        ---------- booleans
        bounded.is_split,
        bounded.has_known_weights,

        ---------- dates
        bounded.quarter_start_date

    from bounded

    left join sums_of_parts
        on
            bounded.publication_id = sums_of_parts.publication_id
            and bounded.source_municipality_code = sums_of_parts.source_municipality_code
            and bounded.municipality_code = sums_of_parts.municipality_code
            and bounded.measure_kind = 'total'
            and bounded.part is not null

)

select * from comparable_counts
