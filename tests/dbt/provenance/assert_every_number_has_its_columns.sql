-- Every number of the coverage marts is explained: its printed columns are named, or what it counts instead.
{%- set marts = [
  'mart_municipality_coverage', 'mart_regional_coverage', 'mart_national_coverage',
  'mart_municipality_coverage_comparable', 'mart_regional_coverage_comparable'
] %}
{%- set no_numbers = ['row_number', 'uwv_region_number', 'evidence_level'] %}
with

numbers as (

    {%- for mart in marts %}
    {%- for column in adapter.get_columns_in_relation(ref(mart)) %}
    {%- set type = column.dtype | lower -%}
    {#- dbt does not know Spark's `int` for a number. -#}
    {%- set is_number = column.is_number() or column.is_float() or 'decimal' in type or type == 'int' %}
    {%- if column.name not in no_numbers and is_number %}

    select
        '{{ mart }}' as mart_name,
        '{{ column.name }}' as column_name

    union all
    {%- endif %}
    {%- endfor %}
    {%- endfor %}

    select
        cast(null as string) as mart_name,
        cast(null as string) as column_name

),

explained as (

    select distinct
        mart_name,
        column_name

    from {{ ref('mart_provenance_columns') }}

),

disagreeing as (

    select
        coalesce(numbers.mart_name, explained.mart_name) as mart_name,
        coalesce(numbers.column_name, explained.column_name) as column_name,
        case
            when explained.mart_name is null
                then 'add a line that says what it is made of to seeds/provenance/mart_number_origins.csv'
            else 'the mart has no such number: take its line out of seeds/provenance/mart_number_origins.csv'
        end as what_to_do

    from numbers

    full outer join explained
        on
            numbers.mart_name = explained.mart_name
            and numbers.column_name = explained.column_name

    where
        (numbers.mart_name is null or explained.mart_name is null)
        and coalesce(numbers.mart_name, explained.mart_name) is not null

)

select * from disagreeing
