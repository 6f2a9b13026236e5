-- Every published count of the proven publications, with bounds where UWV suppressed it. Long: what follows sums and
-- compares counts of every measure alike; only facts and marts put them side by side.
with

proofs as (
    select * from {{ ref('int_publication_proofs') }}
    where is_proven
),

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

row_counts as (
    select * from {{ ref('int_row_counts') }}
    where row_kind = 'municipality'
),

row_sums as (select * from {{ ref('int_row_sums') }}),

measures as (
    select * from {{ ref('stg_uwv__measures') }}
    where measure_kind in ('part', 'total')
),

municipality_counts as (

    -- A suppressed total without a bound of its own is at most the sum of what its parts can be.
    select

        ---------- ids
        row_counts.publication_id,
        row_counts.row_number,
        matched_rows.municipality_code,
        matched_rows.municipality_key,
        row_counts.measure,

        ---------- text
        measures.measure_kind,

        ---------- numerics
        row_counts.row_count as client_count,
        row_counts.row_count_min as client_count_min,
        coalesce(row_counts.row_count_max, row_sums.computed_count_max) as client_count_max

    from row_counts

    inner join measures
        on row_counts.measure = measures.measure

    inner join proofs
        on row_counts.publication_id = proofs.publication_id

    inner join matched_rows
        on
            row_counts.publication_id = matched_rows.publication_id
            and row_counts.row_number = matched_rows.row_number

    left join row_sums
        on
            row_counts.publication_id = row_sums.publication_id
            and row_counts.row_number = row_sums.row_number
            and row_counts.measure = row_sums.measure

)

select * from municipality_counts
