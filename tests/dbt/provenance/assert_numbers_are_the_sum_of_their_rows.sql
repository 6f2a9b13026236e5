-- The rows that a regional or national number is said to rest on do add up to it, where no cell is suppressed.
with

provenance_rows as (select * from {{ ref('mart_provenance_rows') }}),

cells as (
    select * from {{ ref('fct_cells') }}
    where column_role = 'clients_in_sonar'
),

regions as (select * from {{ ref('mart_regional_coverage') }}),

quarters as (select * from {{ ref('mart_national_coverage') }}),

newest_municipalities as (
    select * from {{ ref('mart_municipality_coverage_comparable') }}
    where not is_estimated
),

numbers as (

    select
        'mart_regional_coverage' as mart_name,
        region_quarter_key as number_key,
        clients_in_sonar

    from regions

    union all

    select
        'mart_national_coverage' as mart_name,
        cast(quarter_start_date as string) as number_key,
        clients_in_sonar

    from quarters

    union all

    select
        'mart_municipality_coverage_comparable' as mart_name,
        comparable_municipality_quarter_key as number_key,
        clients_in_sonar

    from newest_municipalities

),

sums as (

    select
        provenance_rows.mart_name,
        provenance_rows.number_key,
        count(*) as row_count,
        count(cells.cell_count) as known_count,
        cast(sum(cells.cell_count * provenance_rows.weight) as bigint) as sum_of_cells

    from provenance_rows

    inner join cells
        on
            provenance_rows.publication_id = cells.publication_id
            and provenance_rows.row_number = cells.row_number

    group by
        provenance_rows.mart_name,
        provenance_rows.number_key

),

disagreeing as (

    select
        numbers.mart_name,
        numbers.number_key,
        numbers.clients_in_sonar,
        sums.sum_of_cells

    from numbers

    left join sums
        on
            numbers.mart_name = sums.mart_name
            and numbers.number_key = sums.number_key

    where
        sums.number_key is null
        or (sums.row_count = sums.known_count and sums.sum_of_cells is distinct from numbers.clients_in_sonar)

)

select * from disagreeing
