{# A seed's rows as literals: dbt-spark puts them between quotes as they are, so that a quote in a name ends it. #}
{% macro spark__load_csv_rows(model, agate_table) %}
  {%- set types = model['config'].get('column_types', {}) -%}
  {%- for rows in agate_table.rows | batch(1000) -%}
    {%- set insertion -%}
      insert into {{ this.render() }} values
      {%- for row in rows %}
        (
        {%- for name in agate_table.column_names -%}
          cast({{ spark_literal(row[name]) }} as {{ types.get(name, adapter.convert_type(agate_table, loop.index0)) }})
          {{- ', ' if not loop.last -}}
        {%- endfor -%}
        ){{ ',' if not loop.last }}
      {%- endfor %}
    {%- endset -%}
    {%- do adapter.add_query(insertion, abridge_sql_log=True) -%}
  {%- endfor -%}
  {{- return('') -}}
{% endmacro %}

{% macro spark_literal(value) %}
  {%- if value is none -%}
    {{- return('null') -}}
  {%- endif -%}
  {{- return("'" ~ (value | string | replace("\\", "\\\\") | replace("'", "\\'")) ~ "'") -}}
{% endmacro %}
