-- Fails for every quarter between the first and the last accepted one in which the ledger does not have every region
-- once, and for every accepted publication that it does not show as seen.
with

accepted_span as (

    select
        min(quarter_start_date) as first_quarter_start_date,
        max(quarter_start_date) as last_quarter_start_date

    from {{ ref('fct_region_quarters') }}

),

ledger_regions as (

    select
        quarter_start_date,
        count(distinct uwv_region_number) as region_count

    from {{ ref('mart_publication_ledger') }}

    group by quarter_start_date

),

incomplete_quarters as (

    select quarters.quarter_start_date

    from {{ ref('dim_quarters') }} as quarters

    inner join accepted_span
        on
            quarters.quarter_start_date >= accepted_span.first_quarter_start_date
            and quarters.quarter_start_date <= accepted_span.last_quarter_start_date

    left join ledger_regions
        on quarters.quarter_start_date = ledger_regions.quarter_start_date

    where coalesce(ledger_regions.region_count, 0) <> 35

),

unlisted_publications as (

    select facts.quarter_start_date

    from {{ ref('fct_region_quarters') }} as facts

    left join {{ ref('mart_publication_ledger') }} as ledger
        on
            facts.publication_id = ledger.publication_id
            and ledger.ledger_status = 'seen'

    where ledger.publication_id is null

)

select * from incomplete_quarters

union all

select * from unlisted_publications
