{# Fails for every combination of the columns that stands in more than one row. Nulls count as equal. #}
{% test unique_combination_of_columns(model, combination_of_columns) %}

select
    {{ combination_of_columns | join(',\n    ') }},
    count(*) as row_count

from {{ model }}

group by
    {{ combination_of_columns | join(',\n    ') }}

having count(*) > 1

{% endtest %}
