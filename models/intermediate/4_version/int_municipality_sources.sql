-- Every municipality row of the current versions: do sums over regions use it? A municipality counts once a quarter.
-- Where the reference has it in the region that printed it, it counts there, so in both where it has it in two regions
-- (Vijfheerenlanden). One that stands there by a reviewed exception alone counts only where no other has it.
with

versions as (
    select * from {{ ref('int_publication_versions') }}
    where is_current
),

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

publications as (select * from {{ ref('stg_uwv__publications') }}),

rows_of_versions as (

    select distinct
        municipality_counts.publication_id,
        municipality_counts.row_number,
        municipality_counts.municipality_code,
        matched_rows.printed_name,
        matched_rows.page_number,
        publications.file_name,
        versions.quarter_start_date,
        versions.uwv_region_number,
        versions.region_quarter_key,
        matched_rows.match_kind = 'in region' as is_in_region_by_reference

    from municipality_counts

    inner join versions
        on municipality_counts.publication_id = versions.publication_id

    inner join matched_rows
        on
            municipality_counts.publication_id = matched_rows.publication_id
            and municipality_counts.row_number = matched_rows.row_number

    inner join publications
        on municipality_counts.publication_id = publications.publication_id

),

beside_other_documents as (

    select
        rows_of_versions.*,
        row_number() over documents as place,
        first_value(publication_id) over documents as first_publication_id,
        first_value(file_name) over documents as first_file_name

    from rows_of_versions

    window documents as (
        partition by quarter_start_date, municipality_code
        order by
            case when is_in_region_by_reference then 0 else 1 end nulls last,
            uwv_region_number nulls last,
            publication_id nulls last
    )

),

municipality_sources as (

    select

        ---------- ids
        publication_id,
        row_number,
        region_quarter_key,
        concat(region_quarter_key, '/', municipality_code) as municipality_quarter_key,
        municipality_code,
        uwv_region_number,
        first_publication_id as counted_publication_id,

        ---------- text
        printed_name,
        file_name,
        first_file_name as counted_file_name,

        ---------- numerics
        page_number,

        ---------- booleans
        is_in_region_by_reference or place = 1 as is_counted,

        ---------- dates
        quarter_start_date

    from beside_other_documents

)

select * from municipality_sources
