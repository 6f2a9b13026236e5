-- The counts that stand in a row of the coverage marts, and the sums of two of them. The key is that of provenance:
-- the quarter's first day and the place.
with

versions as (
    select * from {{ ref('int_publication_versions') }}
    where is_current
),

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

municipality_sources as (select * from {{ ref('int_municipality_sources') }}),

publications_not_counted_whole as (

    select distinct publication_id

    from municipality_sources

    where not is_counted

),

region_counts as (select * from {{ ref('int_region_counts') }}),

comparable_counts as (select * from {{ ref('int_comparable_counts') }}),

comparable_region_counts as (select * from {{ ref('int_comparable_region_counts') }}),

measure_parts as (select * from {{ ref('stg_uwv__measure_parts') }}),

measures as (select * from {{ ref('stg_uwv__measures') }}),

terms as (

    select
        'mart_municipality_coverage' as mart_name,
        municipality_sources.municipality_quarter_key as number_key,
        municipality_counts.measure,
        municipality_counts.client_count,
        municipality_counts.client_count_min,
        municipality_counts.client_count_max

    from municipality_counts

    inner join municipality_sources
        on
            municipality_counts.publication_id = municipality_sources.publication_id
            and municipality_counts.municipality_code = municipality_sources.municipality_code

    union all

    select
        'mart_regional_coverage' as mart_name,
        versions.region_quarter_key as number_key,
        region_counts.measure,
        region_counts.client_count,
        region_counts.client_count_min,
        region_counts.client_count_max

    from region_counts

    inner join versions
        on region_counts.publication_id = versions.publication_id

    union all

    select
        'mart_national_coverage' as mart_name,
        cast(versions.quarter_start_date as string) as number_key,
        region_counts.measure,
        region_counts.client_count,
        region_counts.client_count_min,
        region_counts.client_count_max

    from region_counts

    inner join versions
        on region_counts.publication_id = versions.publication_id

    left join publications_not_counted_whole
        on region_counts.publication_id = publications_not_counted_whole.publication_id

    where publications_not_counted_whole.publication_id is null

    union all

    -- Of a region with a municipality that counts in another document, the municipalities that count here.
    select
        'mart_national_coverage' as mart_name,
        cast(municipality_sources.quarter_start_date as string) as number_key,
        municipality_counts.measure,
        municipality_counts.client_count,
        municipality_counts.client_count_min,
        municipality_counts.client_count_max

    from municipality_counts

    inner join municipality_sources
        on
            municipality_counts.publication_id = municipality_sources.publication_id
            and municipality_counts.municipality_code = municipality_sources.municipality_code

    inner join publications_not_counted_whole
        on municipality_counts.publication_id = publications_not_counted_whole.publication_id

    where municipality_sources.is_counted

    union all

    select
        'mart_municipality_coverage_comparable' as mart_name,
        comparable_municipality_quarter_key as number_key,
        measure,
        client_count,
        client_count_min,
        client_count_max

    from comparable_counts

    union all

    select
        'mart_regional_coverage_comparable' as mart_name,
        comparable_region_quarter_key as number_key,
        measure,
        client_count,
        client_count_min,
        client_count_max

    from comparable_region_counts

),

counts as (

    select
        mart_name,
        number_key,
        measure,
        {{ sum_if_all_known('client_count') }} as client_count,
        {{ whole_sum('client_count_min') }} as client_count_min,
        {{ sum_if_all_known('client_count_max') }} as client_count_max

    from terms

    group by mart_name, number_key, measure

),

subtotals as (

    select
        counts.mart_name,
        counts.number_key,
        measure_parts.measure,
        {{ sum_if_all_known('counts.client_count') }} as client_count,
        {{ whole_sum('counts.client_count_min') }} as client_count_min,
        {{ sum_if_all_known('counts.client_count_max') }} as client_count_max

    from counts

    inner join measure_parts
        on counts.measure = measure_parts.part_measure

    inner join measures
        on measure_parts.measure = measures.measure

    where measures.measure_kind = 'subtotal'

    group by counts.mart_name, counts.number_key, measure_parts.measure

),

mart_counts as (

    select * from counts

    union all

    select * from subtotals

)

select * from mart_counts
