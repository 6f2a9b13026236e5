-- The totals of every proven publication: added up from its municipality rows, and as its total row prints them.
with

counts as (

    select * from {{ ref('int_municipality_counts_bounded') }}

),

columns as (

    select * from {{ ref('int_columns_reconciled') }}

),

total_rows as (

    select * from {{ ref('int_total_rows_reconciled') }}

),

expected_municipalities as (

    select * from {{ ref('int_expected_municipalities_compared') }}

),

computed_totals as (

    select
        publication_id,
        count(*) as municipality_count
        {%- for role in published_roles() %},
        {{ sum_if_all_known(role) }} as computed_{{ role }},
        {{ whole_sum(role ~ '_min') }} as computed_{{ role }}_min,
        {{ sum_if_all_known(role ~ '_max') }} as computed_{{ role }}_max
        {%- endfor %}

    from counts

    group by publication_id

),

read_totals as (

    select
        columns.publication_id,
        columns.column_role,
        total_rows.total_row_number,
        {{ read_total_count() }} as total_count

    from columns

    inner join total_rows
        on columns.publication_id = total_rows.publication_id

),

printed_totals as (

    select
        publication_id,
        max(total_row_number) as total_row_number
        {%- for role in published_roles() %},
        max(case when column_role = '{{ role }}' then total_count end) as printed_{{ role }}
        {%- endfor %}

    from read_totals

    group by publication_id

),

expected_counts as (

    select
        publication_id,
        count(*) as expected_municipality_count

    from expected_municipalities

    group by publication_id

),

summed as (

    -- Where a cell is suppressed the sum is unknown, but a total row may print it.
    select

        ---------- ids
        computed_totals.publication_id,
        printed_totals.total_row_number,

        ---------- numerics
        computed_totals.municipality_count,
        coalesce(expected_counts.expected_municipality_count, 0) as expected_municipality_count
        {%- for role in published_roles() %},
        coalesce(computed_totals.computed_{{ role }}, printed_totals.printed_{{ role }}) as {{ role }},
        coalesce(
            computed_totals.computed_{{ role }},
            printed_totals.printed_{{ role }},
            computed_totals.computed_{{ role }}_min
        ) as {{ role }}_min,
        coalesce(
            computed_totals.computed_{{ role }},
            printed_totals.printed_{{ role }},
            computed_totals.computed_{{ role }}_max
        ) as {{ role }}_max
        {%- endfor %},
        computed_totals.computed_clients_in_sonar,
        printed_totals.printed_clients_in_sonar

    from computed_totals

    left join printed_totals
        on computed_totals.publication_id = printed_totals.publication_id

    left join expected_counts
        on computed_totals.publication_id = expected_counts.publication_id

)

select * from summed
