{# A ratio between 0 and 1; null where the whole is zero or unknown. #}
{% macro ratio(part, whole) %}
  {{- return("cast(" ~ part ~ " as double) / nullif(" ~ whole ~ ", 0)") -}}
{% endmacro %}


{# Every published count and every sum of two parts, in the order in which the marts show them. #}
{% macro shown_counts() %}
  {{- return(published_roles() + (subtotal_roles().keys() | list)) -}}
{% endmacro %}


{# The published counts with their bounds, from a relation that has them. #}
{% macro counts_with_bounds(relation) -%}
  {%- for role in published_roles() %}
        {{ relation }}.{{ role }},
        {{ relation }}.{{ role }}_min,
        {{ relation }}.{{ role }}_max{{ ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}


{# Clients by who serves them and by profile: the sums of two parts each, with bounds. #}
{% macro subtotals_with_bounds() -%}
  {%- for subtotal, parts in subtotal_roles().items() %}
        {{ parts[0] }} + {{ parts[1] }} as {{ subtotal }},
        {{ parts[0] }}_min + {{ parts[1] }}_min as {{ subtotal }}_min,
        {{ parts[0] }}_max + {{ parts[1] }}_max as {{ subtotal }}_max{{ ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}


{# Profile coverage in its three cuts: with a profile, of those in Sonar. #}
{% macro profile_coverage_ratios() -%}
        {{ ratio('clients_with_profile', 'clients_in_sonar') }} as profile_coverage_ratio,
        {{ ratio('municipal_clients_with_profile', 'municipal_clients') }} as municipal_profile_coverage_ratio,
        {{ ratio('uwv_clients_with_profile', 'uwv_clients') }} as uwv_profile_coverage_ratio
{%- endmacro %}


{# The measures whose change on the quarter before and the year before the marts show. #}
{% macro change_columns(measures, current, previous, suffix) -%}
  {%- for measure in measures %}
        {{ current }}.{{ measure }} - {{ previous }}.{{ measure }} as {{ measure }}_change_on_{{ suffix }}
        {{- ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}
