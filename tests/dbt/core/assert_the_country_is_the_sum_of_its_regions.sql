-- Fails for every quarter whose national figures are not those of the regions seen. Where a municipality stands in two
-- regions' documents and counts once, the country is the sum of the rows that count: their provenance is tested for it.
with

counted_otherwise as (

    select distinct quarter_start_date

    from {{ ref('fct_municipality_quarters') }}

    where not is_counted

),

sums as (

    select
        quarter_start_date,
        count(*) as region_count
        {%- for role in shown_counts() %},
        {{ sum_if_all_known(role) }} as {{ role }},
        {{ whole_sum(role ~ '_min') }} as {{ role }}_min
        {%- endfor %}

    from {{ ref('mart_regional_coverage') }}

    group by quarter_start_date

)

select sums.quarter_start_date

from sums

full outer join {{ ref('mart_national_coverage') }} as country
    on sums.quarter_start_date = country.quarter_start_date

left join counted_otherwise
    on sums.quarter_start_date = counted_otherwise.quarter_start_date

where
    sums.quarter_start_date is null
    or country.quarter_start_date is null
    or sums.region_count <> country.region_count
    or (
        counted_otherwise.quarter_start_date is null
        and (
            false
            {%- for role in shown_counts() %}
            or sums.{{ role }} is distinct from country.{{ role }}
            or sums.{{ role }}_min <> country.{{ role }}_min
            {%- endfor %}
        )
    )
