-- Every publication that proves itself beside the nearest quarters of its region, at most two years apart: the nearest
-- before and after, with and without header words, with and without a register that its percentage proves. Compared
-- are the sums of each count over the municipalities that both have and neither suppresses.
with

counts as (select * from {{ ref('int_self_proven_counts') }}),

self_proven as (

    select distinct
        publication_id,
        uwv_region_number,
        header_kind,
        file_name,
        footnote_count,
        is_register_proven,
        quarter_start_date,
        4 * year(quarter_start_date) + quarter(quarter_start_date) as quarter_number

    from counts

),

one_of_each_quarter as (

    -- However many versions a quarter has, others are held against one of them.
    select *

    from self_proven

    qualify
        row_number() over (
            partition by uwv_region_number, quarter_number, header_kind, is_register_proven
            order by publication_id nulls last
        ) = 1

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
        abs(one.quarter_number - other.quarter_number) as quarters_apart

    from self_proven as one

    inner join one_of_each_quarter as other
        on
            one.uwv_region_number = other.uwv_region_number
            and one.quarter_number <> other.quarter_number
            and other.quarter_number between one.quarter_number - 8 and one.quarter_number + 8

),

nearest_pairs as (

    select *

    from pairs

    qualify
        row_number() over (
            partition by
                publication_id,
                other_header_kind,
                is_other_register_proven,
                other_quarter_start_date < quarter_start_date
            order by quarters_apart nulls last
        ) = 1

),

sums as (

    select
        nearest_pairs.publication_id,
        nearest_pairs.other_publication_id,
        own_counts.measure,
        {{ whole_sum('own_counts.row_count') }} as client_count,
        {{ whole_sum('other_counts.row_count') }} as other_client_count

    from nearest_pairs

    inner join counts as own_counts
        on nearest_pairs.publication_id = own_counts.publication_id

    inner join counts as other_counts
        on
            nearest_pairs.other_publication_id = other_counts.publication_id
            and own_counts.municipality_code = other_counts.municipality_code
            and own_counts.measure = other_counts.measure

    group by nearest_pairs.publication_id, nearest_pairs.other_publication_id, own_counts.measure

),

nearby_quarter_counts as (

    select

        ---------- ids
        nearest_pairs.publication_id,
        nearest_pairs.other_publication_id,
        sums.measure,

        ---------- text
        nearest_pairs.header_kind,
        nearest_pairs.other_header_kind,
        nearest_pairs.other_file_name,

        ---------- numerics
        nearest_pairs.footnote_count,
        nearest_pairs.quarters_apart,
        sums.client_count,
        sums.other_client_count,

        ---------- booleans
        nearest_pairs.is_other_register_proven,

        ---------- dates
        nearest_pairs.quarter_start_date,
        nearest_pairs.other_quarter_start_date

    from nearest_pairs

    inner join sums
        on
            nearest_pairs.publication_id = sums.publication_id
            and nearest_pairs.other_publication_id = sums.other_publication_id

)

select * from nearby_quarter_counts
