-- Question: what is missing from the series, and why?
--
-- Per quarter: how many regions there should be, and what there is of each. `rejected` was published and read, but did
-- not prove itself; `unreadable` is there as a file; `missing` is neither. Leave the grouping out to see which regions.

with

counted as (

    select
        quarter_label,
        count(*) as regions_expected,
        count(*) filter (where ledger_status = 'seen') as seen,
        count(*) filter (where ledger_status = 'rejected') as rejected,
        count(*) filter (where ledger_status = 'unreadable') as unreadable,
        count(*) filter (where ledger_status = 'missing') as missing

    from mart_publication_ledger
    group by quarter_label

)

select * from counted
order by quarter_label
