-- Gives every count of a municipality to the municipalities of the newest borders that received it. A divided
-- municipality's count is apportioned by largest remainder, count by count: the exact shares are rounded down, and
-- the units that are left go to the largest fractions. So the parts of every count add up to it.
with

municipality_quarters as (

    select * from {{ ref('fct_municipality_quarters') }}

),

successors as (

    select * from {{ ref('dim_municipality_successors') }}

),

shares as (

    select
        municipality_quarters.municipality_quarter_key,
        municipality_quarters.publication_id,
        municipality_quarters.row_number,
        municipality_quarters.municipality_code as source_municipality_code,
        municipality_quarters.uwv_region_number as source_uwv_region_number,
        municipality_quarters.quarter_start_date,
        successors.successor_code as municipality_code,
        successors.weight,
        successors.is_split,
        successors.has_known_weights,
        {{ counts_with_bounds('municipality_quarters') }}

    from municipality_quarters

    inner join successors
        on municipality_quarters.municipality_code = successors.municipality_code

),

counts as (

    {%- for count in published_roles() %}

    select
        publication_id,
        source_municipality_code,
        municipality_code,
        weight,
        is_split,
        has_known_weights,
        '{{ count }}' as count_name,
        {{ count }} as whole_count,
        {{ count }}_min as whole_min,
        {{ count }}_max as whole_max

    from shares

    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

),

rounded_down as (

    select
        counts.*,
        whole_count * weight as exact_share,
        cast(floor(whole_count * weight) as bigint) as whole_units

    from counts

),

ranked_by_remainder as (

    select
        rounded_down.*,
        whole_count - sum(whole_units) over (
            partition by publication_id, source_municipality_code, count_name
        ) as units_left,
        row_number() over (
            partition by publication_id, source_municipality_code, count_name
            order by exact_share - whole_units desc nulls last, municipality_code nulls last
        ) as remainder_rank

    from rounded_down

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

parts_side_by_side as (

    select
        publication_id,
        source_municipality_code,
        municipality_code,
        {%- for count in published_roles() %}
        max(part) filter (where count_name = '{{ count }}') as {{ count }},
        max(part_min) filter (where count_name = '{{ count }}') as {{ count }}_min,
        max(part_max) filter (where count_name = '{{ count }}') as {{ count }}_max{{ ',' if not loop.last }}
        {%- endfor %}

    from bounded

    group by
        publication_id,
        source_municipality_code,
        municipality_code

),

parts as (

    select
        parts_side_by_side.*,
        {{ part_roles() | join(' + ') }} as sum_of_parts

    from parts_side_by_side

),

sources as (

    select

        ---------- ids
        shares.municipality_quarter_key,
        shares.publication_id,
        shares.row_number,
        shares.source_municipality_code,
        shares.municipality_code,
        shares.source_uwv_region_number,

        ---------- numerics
        shares.weight,
        {%- for count in part_roles() %}
        parts.{{ count }},
        parts.{{ count }}_min,
        parts.{{ count }}_max,
        {%- endfor %}
        -- The sum of the four rounded parts, so that they still add up; itself apportioned where a part is unknown. A
        -- total that was suppressed stays so.
        case
            when parts.clients_in_sonar is not null then coalesce(parts.sum_of_parts, parts.clients_in_sonar)
        end as clients_in_sonar,
        case
            when parts.clients_in_sonar is null then parts.clients_in_sonar_min
            else coalesce(parts.sum_of_parts, parts.clients_in_sonar_min)
        end as clients_in_sonar_min,
        case
            when parts.clients_in_sonar is null then parts.clients_in_sonar_max
            else coalesce(parts.sum_of_parts, parts.clients_in_sonar_max)
        end as clients_in_sonar_max,

        ---------- booleans
        shares.is_split,
        shares.has_known_weights,

        ---------- dates
        shares.quarter_start_date

    from shares

    inner join parts
        on
            shares.publication_id = parts.publication_id
            and shares.source_municipality_code = parts.source_municipality_code
            and shares.municipality_code = parts.municipality_code

)

select * from sources
