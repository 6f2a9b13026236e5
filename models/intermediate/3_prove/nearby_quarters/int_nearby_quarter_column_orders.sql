-- Of a table without header words: how far are the shares of its four counts from those of what supports it, as read
-- and in each other order of the columns (the sum of the differences, from 0 to 2). What supports it is the nearest
-- quarter of its region with header words; else all tables with header words of the two years around, of whatever
-- region; else the nearest quarter of its region without: of two that contradict each other neither is believed.
with

nearby_quarters as (
    select * from {{ ref('int_nearby_quarter_counts') }}
    where header_kind = 'absent'
),

counts as (select * from {{ ref('int_self_proven_counts') }}),

measures as (
    select * from {{ ref('stg_uwv__measures') }}
    where measure_kind = 'part'
),

column_orders as (select * from {{ ref('stg_uwv__column_orders') }}),

table_totals as (

    select
        publication_id,
        header_kind,
        measure,
        4 * year(quarter_start_date) + quarter(quarter_start_date) as quarter_number,
        cast(sum(row_count) as bigint) as client_count

    from counts

    group by publication_id, header_kind, measure, quarter_start_date

),

totals_with_header_words as (

    select
        quarter_number,
        measure,
        count(*) as publication_count,
        cast(sum(client_count) as bigint) as client_count

    from table_totals

    where header_kind = 'read'

    group by quarter_number, measure

),

quarters_of_the_region as (

    select
        publication_id,
        case when other_header_kind = 'read' then 1 else 3 end as support_rank,
        other_publication_id,
        other_file_name,
        cast(1 as bigint) as supporting_count,
        measure,
        client_count,
        other_client_count

    from nearby_quarters

    qualify
        dense_rank() over (
            partition by publication_id
            order by
                support_rank nulls last,
                quarters_apart nulls last,
                other_quarter_start_date nulls last,
                other_publication_id nulls last
        ) = 1

),

tables_elsewhere as (

    select
        table_totals.publication_id,
        2 as support_rank,
        cast(null as string) as other_publication_id,
        cast(null as string) as other_file_name,
        cast(sum(totals_with_header_words.publication_count) as bigint) as supporting_count,
        table_totals.measure,
        table_totals.client_count,
        cast(sum(totals_with_header_words.client_count) as bigint) as other_client_count

    from table_totals

    inner join totals_with_header_words
        on
            table_totals.measure = totals_with_header_words.measure
            and totals_with_header_words.quarter_number
            between table_totals.quarter_number - 8 and table_totals.quarter_number + 8

    where table_totals.header_kind = 'absent'

    group by table_totals.publication_id, table_totals.measure, table_totals.client_count

),

all_support as (

    select * from quarters_of_the_region

    union all

    select * from tables_elsewhere

),

best_support as (

    select *

    from all_support

    qualify rank() over (partition by publication_id order by support_rank nulls last) = 1

),

shares as (

    -- Of one denominator, so that sums of their differences are whole numbers: equal in whatever order rows come.
    select
        best_support.publication_id,
        best_support.other_publication_id,
        best_support.other_file_name,
        best_support.support_rank,
        best_support.supporting_count,
        best_support.measure,
        cast(sum(best_support.client_count) over counts_of_a_pair as bigint) as sum_of_parts,
        cast(sum(best_support.client_count) over counts_of_a_pair as double)
        * cast(sum(best_support.other_client_count) over counts_of_a_pair as double) as denominator,
        cast(best_support.client_count as decimal(18, 0))
        * cast(sum(best_support.other_client_count) over counts_of_a_pair as decimal(18, 0)) as own_share,
        cast(best_support.other_client_count as decimal(18, 0))
        * cast(sum(best_support.client_count) over counts_of_a_pair as decimal(18, 0)) as other_share

    from best_support

    inner join measures
        on best_support.measure = measures.measure

    window counts_of_a_pair as (partition by best_support.publication_id)

),

as_read as (

    select
        publication_id,
        other_publication_id,
        other_file_name,
        support_rank,
        supporting_count,
        sum_of_parts,
        {{ ratio('sum(abs(own_share - other_share))', 'denominator') }} as distance_as_read

    from shares

    group by
        publication_id,
        other_publication_id,
        other_file_name,
        support_rank,
        supporting_count,
        sum_of_parts,
        denominator

),

in_other_orders as (

    select
        shares.publication_id,
        column_orders.column_order_name,
        {{ ratio('sum(abs(read_shares.own_share - shares.other_share))', 'shares.denominator') }} as distance

    from shares

    inner join column_orders
        on shares.measure = column_orders.measure

    inner join shares as read_shares
        on
            shares.publication_id = read_shares.publication_id
            and column_orders.read_measure = read_shares.measure

    group by shares.publication_id, column_orders.column_order_name, shares.denominator

),

nearby_quarter_column_orders as (

    select

        ---------- ids
        as_read.publication_id,
        as_read.other_publication_id,
        in_other_orders.column_order_name,

        ---------- text
        as_read.other_file_name,

        ---------- numerics
        as_read.support_rank,
        as_read.supporting_count,
        as_read.sum_of_parts,
        as_read.distance_as_read,
        in_other_orders.distance

    from as_read

    inner join in_other_orders
        on as_read.publication_id = in_other_orders.publication_id

)

select * from nearby_quarter_column_orders
