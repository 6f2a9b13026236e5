{# Fails for every combination of the columns that stands in more than one row. Nulls count as equal. #}
{% test unique_together(model, columns) %}

select
    {{ columns | join(',\n    ') }},
    count(*) as row_count

from {{ model }}

group by
    {{ columns | join(',\n    ') }}

having count(*) > 1

{% endtest %}
