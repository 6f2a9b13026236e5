-- Of a table without header words: how far are the shares of its four counts from those of the nearest quarter whose
-- header was read, as read and in each other order of the columns (the sum of the differences, from 0 to 2).
with

neighbours as (

    select * from {{ ref('int_neighbours_compared') }}

    where header_kind = 'absent' and other_header_kind = 'read'

),

measures as (

    select * from {{ ref('stg_uwv__measures') }}

    where measure_kind = 'part'

),

column_orders as (

    select * from {{ ref('stg_uwv__column_orders') }}

),

nearest as (

    select *

    from neighbours

    qualify
        dense_rank() over (
            partition by publication_id
            order by
                quarters_apart nulls last,
                other_quarter_start_date nulls last,
                other_publication_id nulls last
        ) = 1

),

shares as (

    select
        nearest.publication_id,
        nearest.other_publication_id,
        nearest.other_file_name,
        nearest.measure,
        cast(sum(nearest.client_count) over counts_of_a_pair as bigint) as sum_of_parts,
        cast(nearest.client_count as double)
        / nullif(sum(nearest.client_count) over counts_of_a_pair, 0) as own_share,
        cast(nearest.other_client_count as double)
        / nullif(sum(nearest.other_client_count) over counts_of_a_pair, 0) as other_share

    from nearest

    inner join measures
        on nearest.measure = measures.measure

    window counts_of_a_pair as (partition by nearest.publication_id, nearest.other_publication_id)

),

as_read as (

    select
        publication_id,
        other_publication_id,
        other_file_name,
        sum_of_parts,
        sum(abs(own_share - other_share)) as distance_as_read

    from shares

    group by publication_id, other_publication_id, other_file_name, sum_of_parts

),

in_other_orders as (

    select
        shares.publication_id,
        column_orders.column_order_name,
        sum(abs(read_shares.own_share - shares.other_share)) as distance

    from shares

    inner join column_orders
        on shares.measure = column_orders.measure

    inner join shares as read_shares
        on
            shares.publication_id = read_shares.publication_id
            and column_orders.read_measure = read_shares.measure

    group by shares.publication_id, column_orders.column_order_name

),

column_orders_compared as (

    select

        ---------- ids
        as_read.publication_id,
        as_read.other_publication_id,
        in_other_orders.column_order_name,

        ---------- text
        as_read.other_file_name,

        ---------- numerics
        as_read.sum_of_parts,
        as_read.distance_as_read,
        in_other_orders.distance

    from as_read

    inner join in_other_orders
        on as_read.publication_id = in_other_orders.publication_id

)

select * from column_orders_compared
