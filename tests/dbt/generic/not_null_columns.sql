{# Fails for every row that lacks a value in any of the columns, and says in which: one scan for all of a model's. #}
{% test not_null_columns(model, columns) %}

select
    concat_ws(
        ', '
        {%- for column in columns %}, case when {{ column }} is null then '{{ column }}' end{% endfor -%}
    ) as null_columns,
    *

from {{ model }}

where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}

{% endtest %}
