with

provenance_columns as (

    {%- for column in provenance_columns() %}

    select
        '{{ column.mart }}' as mart_name,
        '{{ column.name }}' as column_name,
        '{{ column.origin }}' as origin,
        '{{ column.evidence }}' as evidence,
        '{{ column.role }}' as column_role

    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select * from provenance_columns
