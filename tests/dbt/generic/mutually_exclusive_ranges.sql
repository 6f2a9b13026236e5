{#
  Fails for every half-open range that ends before it begins, or does not begin where the one before it, of the same
  partition, ended: no overlap, no gap. `starts_on`: the first day of every partition. `never_ends`: the last range must
  be open. `zero_length_range_allowed`: a range may be empty.
#}
{% test mutually_exclusive_ranges(
  model, lower_bound_column, upper_bound_column, partition_by,
  starts_on=none, never_ends=false, zero_length_range_allowed=false,
  order_by=none
) %}

with

beside_their_neighbours as (

    select
        {{ partition_by }},
        {{ lower_bound_column }} as lower_bound,
        {{ upper_bound_column }} as upper_bound,
        lag({{ upper_bound_column }}) over ranges as upper_bound_before,
        lead({{ lower_bound_column }}) over ranges as next_lower_bound

    from {{ model }}

    where {{ partition_by.split(',') | first }} is not null

    window ranges as (
        partition by {{ partition_by }}
        order by {{ order_by or lower_bound_column ~ ' nulls last, ' ~ upper_bound_column }} nulls last
    )

)

select * from beside_their_neighbours

where
    lower_bound {{ '>' if zero_length_range_allowed else '>=' }} upper_bound
    or lower_bound <> upper_bound_before
    {%- if starts_on %}
    or (upper_bound_before is null and lower_bound <> cast('{{ starts_on }}' as date))
    {%- endif %}
    {%- if never_ends %}
    or (next_lower_bound is null and upper_bound <> cast('9999-12-31' as date))
    {%- endif %}

{% endtest %}
