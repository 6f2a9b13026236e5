{#
  Fails for every period that does not begin where the one before ended. With `whole` (a first day), also for everything
  whose first period begins later than that day, or whose last one ends.
#}
{% test periods_leave_no_gap(model, column_name, whole=none) %}

with

numbered as (

    select
        {{ column_name }},
        valid_from,
        valid_to,
        lag(valid_to) over (
            partition by {{ column_name }}
            order by valid_from nulls last
        ) as period_before_to,
        lead(valid_from) over (
            partition by {{ column_name }}
            order by valid_from nulls last
        ) as next_period_from

    from {{ model }}

    where {{ column_name }} is not null

)

select * from numbered

where
    valid_from > period_before_to
    {%- if whole %}
    or (period_before_to is null and valid_from <> cast('{{ whole }}' as date))
    or (next_period_from is null and valid_to <> cast('9999-12-31' as date))
    {%- endif %}

{% endtest %}
