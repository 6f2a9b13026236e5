{# The first days of periods, the end left out: dbt's own way of counting them asks for timestamps with a time zone. #}
{% macro spark__date_spine(datepart, start_date, end_date) %}
  {%- set step = {'day': '1 day', 'month': '1 month', 'quarter': '3 month', 'year': '1 year'}[datepart] -%}
    select explode(sequence({{ start_date }}, {{ end_date }} - interval 1 day, interval {{ step }})) as date_{{ datepart }}
{% endmacro %}
