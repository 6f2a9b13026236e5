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
