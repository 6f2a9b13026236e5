-- Where the series of a row of the coverage marts breaks, and why: the figures of two quarters are there, and may not
-- be compared.
with

pairs as (select * from {{ ref('int_mart_row_pairs') }}),

places as (select * from {{ ref('int_mart_row_places') }}),

published_breaks as (select * from {{ ref('int_published_series_breaks') }}),

comparable_municipalities as (select * from {{ ref('int_comparable_municipalities') }}),

comparable_regions as (select * from {{ ref('int_comparable_regions') }}),

countries as (

    -- Whole: every region was seen, each with all of its municipalities.
    select
        quarter_start_date,
        count(*) filter (where mart_name = 'mart_regional_coverage') as region_count,
        count(*) filter (where not is_whole_complete) = 0 as is_whole_country

    from places

    where mart_name in ('mart_municipality_coverage', 'mart_regional_coverage')

    group by quarter_start_date

),

regions_in_both as (

    select
        pairs.quarter_start_date,
        pairs.span,
        count(pairs.earlier_number_key) as region_count,
        count(published_breaks.break_reason) as broken_count

    from pairs

    left join published_breaks
        on
            pairs.mart_name = published_breaks.mart_name
            and pairs.number_key = published_breaks.number_key
            and pairs.span = published_breaks.span

    where pairs.mart_name = 'mart_regional_coverage'

    group by pairs.quarter_start_date, pairs.span

),

national_breaks as (

    -- The whole country is the whole country, whatever moved between its regions; else the same regions were seen,
    -- with the same municipalities.
    select
        pairs.mart_name,
        pairs.number_key,
        pairs.span,
        case
            when regions_in_both.region_count < greatest(countries.region_count, earlier.region_count)
                then 'regions_differ'
            when regions_in_both.broken_count > 0 then 'municipalities_differ'
        end as break_reason

    from pairs

    inner join regions_in_both
        on
            pairs.quarter_start_date = regions_in_both.quarter_start_date
            and pairs.span = regions_in_both.span

    inner join countries
        on pairs.quarter_start_date = countries.quarter_start_date

    inner join countries as earlier
        on pairs.earlier_quarter_start_date = earlier.quarter_start_date

    where
        pairs.mart_name = 'mart_national_coverage'
        and not (countries.is_whole_country and earlier.is_whole_country)

),

comparable_municipality_breaks as (

    -- One that stands in the documents of two regions in one of the quarters alone (Vijfheerenlanden) is not followed.
    select
        pairs.mart_name,
        pairs.number_key,
        pairs.span,
        case
            when not (municipalities.is_complete and earlier.is_complete) then 'sources_missing'
            when municipalities.second_document_count <> earlier.second_document_count then 'documents_differ'
        end as break_reason

    from pairs

    inner join comparable_municipalities as municipalities
        on pairs.number_key = municipalities.comparable_municipality_quarter_key

    inner join comparable_municipalities as earlier
        on pairs.earlier_number_key = earlier.comparable_municipality_quarter_key

    where pairs.mart_name = 'mart_municipality_coverage_comparable'

),

municipalities_in_both as (

    select
        pairs.whole_key as comparable_region_quarter_key,
        pairs.span,
        count(*) filter (where breaks.break_reason is null) as municipality_count

    from pairs

    inner join comparable_municipality_breaks as breaks
        on
            pairs.number_key = breaks.number_key
            and pairs.span = breaks.span

    where pairs.mart_name = 'mart_municipality_coverage_comparable'

    group by pairs.whole_key, pairs.span

),

comparable_region_breaks as (

    -- Comparable when the same municipalities stand in both quarters, each whole.
    select
        pairs.mart_name,
        pairs.number_key,
        pairs.span,
        case
            when
                coalesce(municipalities_in_both.municipality_count, 0)
                < greatest(regions.seen_municipality_count, earlier.seen_municipality_count)
                then 'municipalities_differ'
        end as break_reason

    from pairs

    inner join comparable_regions as regions
        on pairs.number_key = regions.comparable_region_quarter_key

    inner join comparable_regions as earlier
        on pairs.earlier_number_key = earlier.comparable_region_quarter_key

    left join municipalities_in_both
        on
            pairs.number_key = municipalities_in_both.comparable_region_quarter_key
            and pairs.span = municipalities_in_both.span

    where pairs.mart_name = 'mart_regional_coverage_comparable'

),

breaks as (

    select * from published_breaks

    union all

    select * from national_breaks

    union all

    select * from comparable_municipality_breaks

    union all

    select * from comparable_region_breaks

),

series_breaks as (

    select * from breaks

    where break_reason is not null

)

select * from series_breaks
