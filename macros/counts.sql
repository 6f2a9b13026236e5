{# The four counts that a publication prints for each municipality. #}
{% macro part_roles() %}
  {{- return([
    'municipal_clients_with_profile',
    'municipal_clients_without_profile',
    'uwv_clients_with_profile',
    'uwv_clients_without_profile',
  ]) -}}
{% endmacro %}

{# The counts that are published: the four parts and their sum. #}
{% macro published_roles() %}
  {{- return(part_roles() + ['clients_in_sonar']) -}}
{% endmacro %}

{# Sums of two parts that some layouts print too: they prove the parts, and are not published. #}
{% macro subtotal_roles() %}
  {{- return({
    'municipal_clients': ['municipal_clients_with_profile', 'municipal_clients_without_profile'],
    'uwv_clients': ['uwv_clients_with_profile', 'uwv_clients_without_profile'],
    'clients_with_profile': ['municipal_clients_with_profile', 'uwv_clients_with_profile'],
    'clients_without_profile': ['municipal_clients_without_profile', 'uwv_clients_without_profile'],
  }) -}}
{% endmacro %}

{% macro counted_roles() %}
  {{- return(published_roles() + (subtotal_roles().keys() | list)) -}}
{% endmacro %}

{# The published counts of a table row as one text, to compare rows with; a suppressed one by its upper bound. #}
{% macro counts_as_text() %}
  {%- set texts = [] -%}
  {%- for role in published_roles() -%}
    {%- do texts.append(
      "coalesce(cast(" ~ role ~ " as string), concat('..', coalesce(cast(" ~ role ~ "_max as string), '')))"
    ) -%}
  {%- endfor -%}
  {{- return("concat_ws(' ', " ~ texts | join(', ') ~ ")") -}}
{% endmacro %}

{# 'a' , 'b' : roles as a SQL list. #}
{% macro quoted_roles(roles) %}
  {{- return("'" ~ roles | join("', '") ~ "'") -}}
{% endmacro %}

{# An exact sum; as an integer on every engine, and null when one of its parts is null only if asked so. #}
{% macro whole_sum(expression) %}
  {{- return("cast(sum(" ~ expression ~ ") as bigint)") -}}
{% endmacro %}

{#
  What the total row prints for a column: what stands under it, or, in a total row that stands one column to the right,
  under the next. Null where the total row is not to be used.
#}
{% macro read_total_count() %}
  {{- return(
    "case
            when total_rows.total_row_reading in ('complete', 'incomplete') then columns.total_count
            when total_rows.total_row_reading = 'incomplete, moved' then columns.total_count_from_right
        end"
  ) -}}
{% endmacro %}

{# A sum that is unknown as soon as one of its terms is. #}
{% macro sum_if_all_known(expression) %}
  {{- return("case when count(*) = count(" ~ expression ~ ") then cast(sum(" ~ expression ~ ") as bigint) end") -}}
{% endmacro %}

{# Whether two counts that are each known between a least and a most (null: no upper bound) can be the same. #}
{% macro can_be_equal(least, most, other_least, other_most) %}
  {{- return(
    "(" ~ least ~ " <= coalesce(" ~ other_most ~ ", " ~ least ~ ")"
    ~ " and " ~ other_least ~ " <= coalesce(" ~ most ~ ", " ~ other_least ~ "))"
  ) -}}
{% endmacro %}
