-- Names that are or were borne by two municipalities: within their region they stand for one, elsewhere for none.
with

expected as (

    {% set expected = [
        ('bergen', 3, 'GM0373'), ('bergen', 31, 'GM0893'), ('bergen', 28, none), ('hengelo', 9, 'GM0164'),
        ('hengelo', 17, none), ('laren', 12, 'GM0417'), ('laren', 17, none), ('beek', 35, 'GM0888'),
        ('rijswijk', 20, 'GM0603'), ('rijswijk', 28, none), ('stein', 35, 'GM0971'), ('stein', 19, none),
        ('middelburg', 29, 'GM0687'), ('middelburg', 19, none)
    ] %}
    {% for alias_key, region, code in expected %}
    select
        '{{ alias_key }}' as alias_key,
        {{ region }} as uwv_region_number,
        {{ "'" ~ code ~ "'" if code else 'cast(null as string)' }} as municipality_code

    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

found as (

    select
        expected.alias_key,
        expected.uwv_region_number,
        expected.municipality_code as expected_code,
        dim_quarters.quarter_end_date,
        count(distinct spellings.municipality_code) as municipality_count,
        max(spellings.municipality_code) as found_code

    from expected

    cross join {{ ref('dim_quarters') }}

    left join {{ ref('int_municipality_names') }} as spellings
        on
            expected.alias_key = spellings.alias_key
            and expected.uwv_region_number = spellings.uwv_region_number
            and dim_quarters.quarter_end_date >= spellings.valid_from
            and dim_quarters.quarter_end_date < spellings.valid_to

    group by all

)

select * from found

where
    municipality_count > 1
    or found_code is distinct from expected_code
