{# Fails for every row whose four parts are known and are not its clients in Sonar. #}
{% test parts_add_up(model) %}

select * from {{ model }}

where {{ part_roles() | join(' + ') }} <> clients_in_sonar

{% endtest %}
