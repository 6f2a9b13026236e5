{#
  The columns of a finding behind its publication and its code: what it says, as SQL, and null for whatever it does not.
  One that says most of them has them written out, in this order.
#}
{% macro finding_columns(
  printed=none, computed=none, row_number=none, column_role=none, page_number=none, detail=none
) -%}
  {{ printed or 'cast(null as string)' }} as printed,
        {{ computed or 'cast(null as string)' }} as computed,
        {{ row_number or 'cast(null as bigint)' }} as row_number,
        {{ column_role or 'cast(null as string)' }} as column_role,
        {{ page_number or 'cast(null as bigint)' }} as page_number,
        {{ detail or 'cast(null as string)' }} as detail
{%- endmacro %}


{# A finding in words: its code's template, filled with what the finding has; `nothing` stands for what is null. #}
{% macro filled_message(template, column_words, nothing) -%}
  replace(replace(replace(replace(replace(
                {{ template }},
                '{row}', coalesce(cast(findings.row_number as string), '{{ nothing }}')),
                '{column}', coalesce({{ column_words }}, '{{ nothing }}')),
                '{computed}', coalesce(findings.computed, '{{ nothing }}')),
                '{detail}', coalesce(findings.detail, '{{ nothing }}')),
                '{printed}', coalesce(findings.printed, '{{ nothing }}'))
{%- endmacro %}
