{#
  The columns of a finding: its code, what was printed and computed, where, and a message that a person can act on.
  Every argument but the code is SQL.
#}
{% macro finding(
  code, message, printed='null', computed='null',
  row_number='null', column_role='null', page_number='null', publication_id='publication_id'
) -%}
  {{ publication_id }} as publication_id,
        '{{ code }}' as finding_code,
        cast({{ printed }} as string) as printed,
        cast({{ computed }} as string) as computed,
        cast({{ row_number }} as bigint) as row_number,
        cast({{ column_role }} as string) as column_role,
        cast({{ page_number }} as bigint) as page_number,
        {{ message }} as message
{%- endmacro %}


{# All rows of several CTEs with the same columns. #}
{% macro all_of(cte_names) -%}
  {%- for cte_name in cte_names %}
    select * from {{ cte_name }}
  {%- if not loop.last %}

    union all
  {% endif %}
  {%- endfor %}
{%- endmacro %}
