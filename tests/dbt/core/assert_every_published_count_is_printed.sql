-- Fails for every count in the facts, known or suppressed, that no cell of its publication, row and column has.
with

published_counts as (
    {%- for role in published_roles() %}

    select
        publication_id,
        row_number,
        '{{ role }}' as column_role,
        {{ role }} as published_count

    from {{ ref('fct_municipality_quarter_versions') }}

    where {{ role }}_min is not null
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select published_counts.*

from published_counts

left join {{ ref('fct_cells') }} as cells
    on
        published_counts.publication_id = cells.publication_id
        and published_counts.row_number = cells.row_number
        and published_counts.column_role = cells.column_role
        and published_counts.published_count is not distinct from cells.cell_count

where cells.publication_id is null
