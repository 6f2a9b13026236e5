-- What each printed municipality brings into each region of the newest composition. One that was divided inside one
-- region counts whole there, so only a municipality divided over two regions makes a region's figure an estimate.
with

comparable_counts as (select * from {{ ref('int_comparable_counts') }}),

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

current_municipalities as (
    select * from {{ ref('dim_municipalities') }}
    where is_current
),

successors as (select * from {{ ref('dim_municipality_successors') }}),

successor_counts as (

    select
        municipality_code,
        count(*) as successor_count

    from successors

    group by municipality_code

),

parts_in_regions as (

    select
        comparable_counts.publication_id,
        comparable_counts.source_municipality_code,
        comparable_counts.source_uwv_region_number,
        comparable_counts.quarter_start_date,
        comparable_counts.measure,
        comparable_counts.measure_kind,
        current_municipalities.uwv_region_number,
        {{ sum_if_all_known('comparable_counts.client_count') }} as client_count,
        {{ whole_sum('comparable_counts.client_count_min') }} as client_count_min,
        {{ sum_if_all_known('comparable_counts.client_count_max') }} as client_count_max,
        count(*) as successor_count,
        count(comparable_counts.weight) = count(*) as has_known_weights

    from comparable_counts

    inner join current_municipalities
        on comparable_counts.municipality_code = current_municipalities.municipality_code

    group by all

),

beside_the_whole as (

    select
        parts_in_regions.*,
        parts_in_regions.successor_count < successor_counts.successor_count as is_divided,
        municipality_counts.client_count as whole_count,
        municipality_counts.client_count_min as whole_count_min,
        municipality_counts.client_count_max as whole_count_max

    from parts_in_regions

    inner join successor_counts
        on parts_in_regions.source_municipality_code = successor_counts.municipality_code

    inner join municipality_counts
        on
            parts_in_regions.publication_id = municipality_counts.publication_id
            and parts_in_regions.source_municipality_code = municipality_counts.municipality_code
            and parts_in_regions.measure = municipality_counts.measure

),

comparable_region_counts as (

    select

        ---------- ids
        publication_id,
        concat(cast(quarter_start_date as string), '/', cast(uwv_region_number as string))
            as comparable_region_quarter_key,
        source_municipality_code,
        source_uwv_region_number,
        uwv_region_number,
        measure,

        ---------- text
        measure_kind,

        ---------- numerics
        case when is_divided then client_count else whole_count end as client_count,
        case when is_divided then client_count_min else whole_count_min end as client_count_min,
        case when is_divided then client_count_max else whole_count_max end as client_count_max,

        ---------- booleans
        is_divided,
        is_divided and not has_known_weights as is_of_unknown_weight,

        ---------- dates
        quarter_start_date

    from beside_the_whole

)

select * from comparable_region_counts
