{#
  What a contract says of columns: DuckDB refuses a row that breaks it, a Parquet table takes everything. So Spark counts
  when the table is made; one that breaks its contract is dropped, and its model fails.
#}
{% macro spark__persist_constraints(relation, model) %}
  {%- set needed = [] -%}
  {%- for column in model.columns.values() if config.get('contract').enforced -%}
    {%- for constraint in column.constraints -%}
      {%- if constraint.type != 'not_null' -%}
        {{- exceptions.raise_compiler_error("Nothing holds the constraint " ~ constraint.type ~ " on Spark.") -}}
      {%- endif -%}
      {%- do needed.append(column.name) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- if needed -%}
    {%- set counting -%}
      select
      {%- for name in needed %}
        count_if({{ name }} is null) as {{ name }}{{ ',' if not loop.last }}
      {%- endfor %}
      from {{ relation }}
    {%- endset -%}
    {%- set counts = run_query(counting).rows[0] -%}
    {%- set broken = [] -%}
    {%- for name in needed if counts[name] -%}
      {%- do broken.append(name ~ " (" ~ counts[name] ~ " rows)") -%}
    {%- endfor -%}
    {%- if broken -%}
      {%- do adapter.drop_relation(relation) -%}
      {{- exceptions.raise_compiler_error("Never null by contract, and null: " ~ broken | join(", ")) -}}
    {%- endif -%}
  {%- endif -%}
{% endmacro %}
