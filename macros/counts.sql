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

{# 'a' , 'b' : roles as a SQL list. #}
{% macro quoted_roles(roles) %}
  {{- return("'" ~ roles | join("', '") ~ "'") -}}
{% endmacro %}

{# An exact sum, as an integer on every engine, of the parts that are not null. #}
{% macro whole_sum(expression) %}
  {{- return("cast(sum(" ~ expression ~ ") as bigint)") -}}
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
