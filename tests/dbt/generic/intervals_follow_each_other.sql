{# Fails for every half-open interval that ends before it begins, or not where the next of its series begins. #}
{% test intervals_follow_each_other(model, partition_by, from_column, to_column) %}

with

with_next as (

    select
        {{ partition_by | join(', ') }},
        {{ from_column }},
        {{ to_column }},
        lead({{ from_column }}) over (
            partition by {{ partition_by | join(', ') }}
            order by version_number nulls last
        ) as next_from

    from {{ model }}

)

select * from with_next

where
    {{ to_column }} < {{ from_column }}
    or {{ to_column }} is distinct from coalesce(next_from, cast('9999-12-31' as date))

{% endtest %}
