{# Fails for every row with a count outside its bounds, a known count that is not its bounds, or an impossible bound. #}
{% test known_within_bounds(model, counts) %}

select * from {{ model }}

where
    {%- for count in counts %}
    {{ count }}_min is null
    or {{ count }}_min < 0
    or {{ count }}_max < {{ count }}_min
    or ({{ count }} is not null and ({{ count }} <> {{ count }}_min or {{ count }}_max is distinct from {{ count }}))
    {{- ' or' if not loop.last }}
    {%- endfor %}

{% endtest %}
