{# Fails for every period that begins before an earlier period of the same thing has ended, or that is empty. #}
{% test periods_do_not_overlap(model, column_name) %}

with

compared_with_the_period_before as (

    select
        {{ column_name }},
        valid_from,
        valid_to,
        lag(valid_to) over (
            partition by {{ column_name }}
            order by valid_from nulls last, valid_to nulls last
        ) as period_before_to

    from {{ model }}

    where {{ column_name }} is not null

)

select * from compared_with_the_period_before

where
    valid_from < period_before_to
    or valid_from >= valid_to

{% endtest %}
