{# A ratio between 0 and 1; null where the whole is zero or unknown. #}
{% macro ratio(part, whole) %}
  {{- return("cast(" ~ part ~ " as double) / nullif(" ~ whole ~ ", 0)") -}}
{% endmacro %}


{#
  The least and the most that a ratio can be, of a part and the rest of its whole that each lie between bounds. The
  whole's own bounds may be narrower than the sum of the two. `least` and `greatest` leave out what is not known.
#}
{% macro least_ratio(part, rest, whole) %}
  {{- return(
    "case when coalesce(" ~ whole ~ "_max, 1) <> 0 then coalesce(greatest("
    ~ ratio(part ~ "_min", "(" ~ part ~ "_min + " ~ rest ~ "_max)") ~ ", "
    ~ ratio(part ~ "_min", whole ~ "_max") ~ "), 0) end"
  ) -}}
{% endmacro %}

{% macro most_ratio(part, rest, whole) %}
  {{- return(
    "case when coalesce(" ~ whole ~ "_max, 1) <> 0 then least(1, coalesce(least("
    ~ ratio(part ~ "_max", "(" ~ part ~ "_max + " ~ rest ~ "_min)") ~ ", "
    ~ ratio(part ~ "_max", whole ~ "_min") ~ "), 1)) end"
  ) -}}
{% endmacro %}


{# Every published count and every sum of two parts, in the order in which the marts show them. #}
{% macro shown_counts() %}
  {{- return(published_roles() + (subtotal_roles().keys() | list)) -}}
{% endmacro %}


{# The ratios of these counts: each with the count that has a profile, the one that has none, and both together. #}
{% macro profile_ratios() %}
  {{- return({
    'profile_coverage_ratio': ['clients_with_profile', 'clients_without_profile', 'clients_in_sonar'],
    'municipal_profile_coverage_ratio':
      ['municipal_clients_with_profile', 'municipal_clients_without_profile', 'municipal_clients'],
    'uwv_profile_coverage_ratio': ['uwv_clients_with_profile', 'uwv_clients_without_profile', 'uwv_clients'],
  }) -}}
{% endmacro %}

{% macro shown_ratios() %}
  {{- return(profile_ratios().keys() | list) -}}
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


{# Columns of a relation, one below the other; the marts show counts first and their bounds last. #}
{% macro columns_of(relation, names) -%}
  {%- for name in names %}
        {{ relation }}.{{ name }}{{ ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}

{% macro bounds_of(relation, names) -%}
  {%- for name in names %}
        {{ relation }}.{{ name }}_min,
        {{ relation }}.{{ name }}_max{{ ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}


{# What changed in these numbers since the quarter before and since the year before, and whether that may be told. #}
{% macro changes_of(comparisons, numbers) -%}
  {%- for span in ['quarter', 'year'] %}
        {{ comparisons }}.change_on_{{ span }}_comparability,
    {%- for number in numbers %}
        {{ comparisons }}.{{ number }}_change_on_{{ span }}{{ ',' if not loop.last }}
    {%- endfor %}{{ ',' if not loop.last }}
  {%- endfor %}
{%- endmacro %}


{# A locator as `klantprofielen show` writes it: with the first 16 of the 64 digits of the document's sha256. #}
{% macro short_locator(locator) %}
  {{- return("(substr(" ~ locator ~ ", 1, 16) || substr(" ~ locator ~ ", 65))") -}}
{% endmacro %}


{#
  What stands in a footnote: whose figure, of what, when it came out (as precisely as is known), and where it is printed;
  `unprinted` is said instead where it is printed nowhere.
#}
{% macro citation(place, quarter_label, publications, locator, unprinted='') -%}
  concat(
            'UWV, Transparantie van klantprofielen, ', {{ place }}, ', ', {{ quarter_label }},
            case {{ publications }}.published_date_precision
                when 'day' then concat(', ', cast({{ publications }}.published_date as string))
                when 'month' then concat(', ', substr(cast({{ publications }}.published_date as string), 1, 7))
                else ''
            end,
            ' (', {{ publications }}.file_name,
            coalesce(', ' || {{ short_locator(locator) }}, '{{ unprinted }}'), ')'
        )
{%- endmacro %}
