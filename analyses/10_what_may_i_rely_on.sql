-- Question: before I publish a figure of my own: how much of the country is behind it, and what was remarked on?
--
-- Per quarter: how many of the expected regions are there, missing, rejected; what a national sum would rest on; and
-- which warnings the accepted publications carry (each is explained in dim_finding_codes).

with

ledger_counted as (

    select
        quarter_start_date,
        quarter_label,
        count(*) as regions_expected,
        count(*) filter (where ledger_status = 'seen') as regions_seen,
        count(*) filter (where ledger_status = 'missing') as regions_missing,
        count(*) filter (where ledger_status in ('rejected', 'unreadable')) as regions_declined

    from mart_publication_ledger
    group by quarter_start_date, quarter_label

),

warnings_listed as (

    select
        quarter_label,
        string_agg(distinct finding_code, ', ' order by finding_code) as warnings

    from mart_findings
    where severity = 'warning' and status in ('accepted', 'accepted_with_warnings')
    group by quarter_label

),

reliance as (

    select
        ledger_counted.quarter_label,
        ledger_counted.regions_expected,
        ledger_counted.regions_seen,
        ledger_counted.regions_missing,
        ledger_counted.regions_declined,
        country.clients_in_sonar,
        country.is_complete as is_national_figure,
        warnings_listed.warnings

    from ledger_counted
    left join mart_national_coverage as country
        on ledger_counted.quarter_start_date = country.quarter_start_date
    left join warnings_listed
        on ledger_counted.quarter_label = warnings_listed.quarter_label

)

select * from reliance
order by quarter_label
