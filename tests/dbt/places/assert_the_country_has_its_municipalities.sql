-- The official number of municipalities on 1 January of each year, and on the last day of the two quarters in which one
-- ended or began.
with

official as (

    {% set official = {
        '2015-01-01': 393, '2015-09-30': 393, '2016-01-01': 390, '2017-01-01': 388, '2018-01-01': 380,
        '2019-01-01': 355, '2020-01-01': 355, '2021-01-01': 352, '2022-01-01': 345, '2022-03-31': 344,
        '2023-01-01': 342, '2024-01-01': 342, '2025-01-01': 342
    } %}
    {% for day, municipality_count in official.items() %}
    select
        cast('{{ day }}' as date) as counted_date,
        {{ municipality_count }} as municipality_count

    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

counted as (

    select
        official.counted_date,
        official.municipality_count,
        count(dim_municipalities.municipality_key) as found_count

    from official

    left join {{ ref('dim_municipalities') }}
        on
            official.counted_date >= dim_municipalities.valid_from
            and official.counted_date < dim_municipalities.valid_to

    group by all

)

select * from counted

where municipality_count <> found_count
