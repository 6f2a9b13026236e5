{%- set part_sum_min = part_roles() | map('replace', 'profile', 'profile_min') | join(' + ') -%}
-- The counts of a table row side by side, with bounds, and whether its sums hold.
with

cells as (

    select * from {{ ref('int_cells_typed') }}

),

rows_of_cells as (

    select
        publication_id,
        row_number,
        min(row_kind) as row_kind,
        min(page_number) as page_number,
        count(*) filter (where cell_kind = 'suppressed') as suppressed_count,
        count(distinct column_role) filter (
            where column_role in ({{ quoted_roles(published_roles()) }}) and cell_kind in ('count', 'suppressed')
        ) as published_cell_count
        {%- for role in counted_roles() %},
        max(cell_count) filter (where column_role = '{{ role }}') as {{ role }},
        max(cell_count_min) filter (where column_role = '{{ role }}') as {{ role }}_min,
        max(cell_count_max) filter (where column_role = '{{ role }}') as {{ role }}_max
        {%- endfor %}

    from cells

    group by publication_id, row_number

),

with_sums as (

    select
        rows_of_cells.*,
        {{ part_roles() | join(' + ') }} as parts_sum,
        {{ part_sum_min }} as parts_sum_min,
        {{ part_sum_min | replace('_min', '_max') }} as parts_sum_max
        {%- for subtotal, parts in subtotal_roles().items() %},
        {{ parts | join(' + ') }} as {{ subtotal }}_sum,
        {{ parts[0] }}_min + {{ parts[1] }}_min as {{ subtotal }}_sum_min,
        {{ parts[0] }}_max + {{ parts[1] }}_max as {{ subtotal }}_sum_max
        {%- endfor %}

    from rows_of_cells

),

reconciled as (

    select
        with_sums.*,
        {{ can_be_equal('clients_in_sonar_min', 'clients_in_sonar_max', 'parts_sum_min', 'parts_sum_max') }}
            as is_row_sum_right
        {%- for subtotal in subtotal_roles() %},
        {{ can_be_equal(subtotal ~ '_min', subtotal ~ '_max', subtotal ~ '_sum_min', subtotal ~ '_sum_max') }}
            as is_{{ subtotal }}_right
        {%- endfor %}

    from with_sums

)

select * from reconciled
