-- Every publication that proves itself beside the others of its region and other quarters, at most two years apart: the
-- sums of each count over the municipalities that both have and neither suppresses.
with

counts as (

    select * from {{ ref('int_self_proven_counts') }}

),

self_proven as (

    select distinct
        publication_id,
        uwv_region_number,
        header_kind,
        file_name,
        footnote_count,
        is_register_proven,
        quarter_start_date

    from counts

),

pairs as (

    select
        one.publication_id,
        one.quarter_start_date,
        one.footnote_count,
        one.header_kind,
        other.publication_id as other_publication_id,
        other.quarter_start_date as other_quarter_start_date,
        other.file_name as other_file_name,
        other.header_kind as other_header_kind,
        other.is_register_proven as is_other_register_proven,
        abs(
            4 * (year(one.quarter_start_date) - year(other.quarter_start_date))
            + quarter(one.quarter_start_date) - quarter(other.quarter_start_date)
        ) as quarters_apart

    from self_proven as one

    inner join self_proven as other
        on
            one.uwv_region_number = other.uwv_region_number
            and one.quarter_start_date <> other.quarter_start_date

),

neighbours_compared as (

    select

        ---------- ids
        pairs.publication_id,
        pairs.other_publication_id,
        counts.measure,

        ---------- text
        pairs.header_kind,
        pairs.other_header_kind,
        pairs.other_file_name,

        ---------- numerics
        pairs.footnote_count,
        pairs.quarters_apart,
        cast(sum(counts.row_count) as bigint) as client_count,
        cast(sum(other_counts.row_count) as bigint) as other_client_count,

        ---------- booleans
        pairs.is_other_register_proven,

        ---------- dates
        pairs.quarter_start_date,
        pairs.other_quarter_start_date

    from pairs

    inner join counts
        on pairs.publication_id = counts.publication_id

    inner join counts as other_counts
        on
            pairs.other_publication_id = other_counts.publication_id
            and counts.municipality_code = other_counts.municipality_code
            and counts.measure = other_counts.measure

    where pairs.quarters_apart <= 8

    group by
        pairs.publication_id,
        pairs.other_publication_id,
        counts.measure,
        pairs.header_kind,
        pairs.other_header_kind,
        pairs.other_file_name,
        pairs.footnote_count,
        pairs.quarters_apart,
        pairs.is_other_register_proven,
        pairs.quarter_start_date,
        pairs.other_quarter_start_date

)

select * from neighbours_compared
