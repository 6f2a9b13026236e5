-- The counts of every municipality row of a proven publication, with bounds where UWV suppressed one.
with

judged as (

    select * from {{ ref('int_publications_judged') }}

    where is_proven

),

matched_rows as (

    select * from {{ ref('int_municipalities_matched') }}

),

table_rows as (

    select * from {{ ref('int_rows_reconciled') }}

    where row_kind = 'municipality'

),

proven_rows as (

    select
        matched_rows.municipality_code,
        matched_rows.municipality_key,
        table_rows.*

    from table_rows

    inner join judged
        on table_rows.publication_id = judged.publication_id

    inner join matched_rows
        on
            table_rows.publication_id = matched_rows.publication_id
            and table_rows.row_number = matched_rows.row_number

),

bounded as (

    -- A suppressed total without a bound of its own is at most the sum of what its parts can be.
    select

        ---------- ids
        publication_id,
        row_number,
        municipality_code,
        municipality_key,

        ---------- numerics
        page_number
        {%- for role in part_roles() %},
        {{ role }},
        {{ role }}_min,
        {{ role }}_max
        {%- endfor %},
        clients_in_sonar,
        clients_in_sonar_min,
        coalesce(clients_in_sonar_max, parts_sum_max) as clients_in_sonar_max

    from proven_rows

)

select * from bounded
