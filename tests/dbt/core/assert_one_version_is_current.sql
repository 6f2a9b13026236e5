-- Fails for every region and quarter with versions of which not exactly one, the last, is current.
select
    quarter_start_date,
    uwv_region_number

from {{ ref('fct_region_quarter_versions') }}

group by
    quarter_start_date,
    uwv_region_number

having
    count(case when is_current then 1 end) <> 1
    or max(case when is_current then version_number end) <> max(version_number)
