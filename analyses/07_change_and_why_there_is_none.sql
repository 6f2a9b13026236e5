-- Question: how did coverage change since the previous quarter, and where is there no answer, why?
--
-- A change is null when the quarter before is not there, or is of other municipalities: `comparability` says so.
-- Whether nothing was published, nothing was loaded or something was rejected stands in the ledger; a quarter before
-- the first one that was ever loaded is not in the ledger at all.

with

regions as (

    select
        coverage.uwv_region_number,
        coverage.labour_market_region_name,
        coverage.quarter_label,
        coverage.profile_coverage_ratio,
        coverage.profile_coverage_ratio_change_on_quarter,
        coverage.change_on_quarter_comparability,
        quarters.previous_quarter_start_date

    from mart_regional_coverage as coverage
    inner join dim_quarters as quarters
        on coverage.quarter_start_date = quarters.quarter_start_date

),

changes_with_the_quarter_before as (

    select
        regions.labour_market_region_name,
        regions.quarter_label,
        cast(100 * regions.profile_coverage_ratio as decimal(5, 1)) as profile_coverage_percentage,
        cast(100 * regions.profile_coverage_ratio_change_on_quarter as decimal(5, 1)) as change_in_points,
        regions.change_on_quarter_comparability as comparability,
        coalesce(ledger.ledger_status, 'before the first quarter loaded') as quarter_before

    from regions
    left join mart_publication_ledger as ledger
        on
            regions.uwv_region_number = ledger.uwv_region_number
            and regions.previous_quarter_start_date = ledger.quarter_start_date

)

select * from changes_with_the_quarter_before
order by labour_market_region_name, quarter_label
