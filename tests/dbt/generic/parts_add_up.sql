{# Fails for every row whose four parts are not its total; null passes. #}
{% test parts_add_up(model) %}

select * from {{ model }}

where
    municipal_clients_with_profile + municipal_clients_without_profile
    + uwv_clients_with_profile + uwv_clients_without_profile
    <> clients_in_sonar

{% endtest %}
