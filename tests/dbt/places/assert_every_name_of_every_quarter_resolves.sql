-- Every municipality's name of every quarter, in the ways a page may print it, leads to exactly that municipality.
with

names_in_quarters as (

    select
        dim_municipalities.municipality_key,
        dim_municipalities.municipality_name,
        dim_quarters.quarter_end_date

    from {{ ref('dim_municipalities') }}

    inner join {{ ref('dim_quarters') }}
        on
            dim_municipalities.valid_from <= dim_quarters.quarter_end_date
            and dim_municipalities.valid_to > dim_quarters.quarter_end_date

),

printed_names as (

    {% set ways = [
        "municipality_name",
        "upper(municipality_name)",
        "concat('Gemeente ', municipality_name)",
        "concat(municipality_name, ' (gem.)')",
        "concat(municipality_name, ' c.a.')",
        "replace(municipality_name, '-', ' ')",
        "replace(municipality_name, '-', '\u2011')",
        "replace(municipality_name, '''', '\u2019')",
        "replace(municipality_name, ' ', '\u00a0')"
    ] %}
    {% for way in ways %}
    select
        municipality_key,
        quarter_end_date,
        {{ way }} as printed_name

    from names_in_quarters

    {% if not loop.last %}union{% endif %}
    {% endfor %}

),

keyed_names as (

    select
        municipality_key,
        quarter_end_date,
        printed_name,
        {{ name_key('printed_name') }} as alias_key

    from printed_names

),

resolved_names as (

    select
        keyed_names.municipality_key,
        keyed_names.quarter_end_date,
        keyed_names.printed_name,
        count(spellings.municipality_key) as municipality_count,
        max(spellings.municipality_key) as resolved_key

    from keyed_names

    left join {{ ref('int_municipality_names') }} as spellings
        on
            keyed_names.alias_key = spellings.alias_key
            and keyed_names.quarter_end_date >= spellings.valid_from
            and keyed_names.quarter_end_date < spellings.valid_to

    group by all

)

select * from resolved_names

where
    municipality_count <> 1
    or resolved_key <> municipality_key
