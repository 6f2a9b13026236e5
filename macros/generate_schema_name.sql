{#
  A schema is named as the project says ('staging'). In a target whose own schema is not `main`, a developer's, the
  target's schema stands before it ('ada_staging'), so that two of them can share a database.
#}
{% macro generate_schema_name(custom_schema_name, node) %}
  {%- if custom_schema_name is none -%}
    {{ target.schema | trim }}
  {%- elif target.schema == 'main' -%}
    {{ custom_schema_name | trim }}
  {%- else -%}
    {{ target.schema | trim }}_{{ custom_schema_name | trim }}
  {%- endif -%}
{% endmacro %}
