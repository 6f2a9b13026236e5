-- Fails for every region and quarter of which the reviewed seed names two publications the current one.
select
    quarter_start_date,
    uwv_region_number,
    count(*) as named_count

from {{ ref('int_publication_order') }}

where is_named_current

group by quarter_start_date, uwv_region_number

having count(*) > 1
