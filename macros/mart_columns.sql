{# A ratio between 0 and 1; null where the whole is zero or unknown. #}
{% macro ratio(part, whole) %}
  {{- return("cast(" ~ part ~ " as double) / nullif(" ~ whole ~ ", 0)") -}}
{% endmacro %}


{# Every published count and every sum of two parts, in the order in which the marts show them. #}
{% macro shown_counts() %}
  {{- return(published_roles() + (subtotal_roles().keys() | list)) -}}
{% endmacro %}


{# From one row a measure to one column a measure, each with its bounds: where long becomes wide. #}
{% macro counts_side_by_side(measures) -%}
  {%- for measure in measures %}
        max(client_count) filter (where measure = '{{ measure }}') as {{ measure }},
        max(client_count_min) filter (where measure = '{{ measure }}') as {{ measure }}_min,
        max(client_count_max) filter (where measure = '{{ measure }}') as {{ measure }}_max{{ ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}


{# The columns that the macro above made, with their bounds, from a relation that has them. #}
{% macro counts_with_bounds(relation, measures) -%}
  {%- for measure in measures %}
        {{ relation }}.{{ measure }},
        {{ relation }}.{{ measure }}_min,
        {{ relation }}.{{ measure }}_max{{ ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}
