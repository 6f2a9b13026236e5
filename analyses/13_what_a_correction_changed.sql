-- Question: which regions were corrected, and what did it do to their coverage?
--
-- Every region and quarter with the version that holds now; where a correction came out, how many figures it changed
-- and what became of the region's coverage. Each changed figure is a row of mart_revisions. Where is_order_proven is
-- 'no', nothing in the documents says which version is newer: before and after may be the other way round.

with

corrections as (

    select
        publication_id,
        count(*) as changed_figures,
        min(case when is_order_proven then 'yes' else 'no' end) as is_order_proven,
        min(cast(100 * profile_coverage_ratio_before as decimal(6, 2))) as coverage_before,
        min(cast(100 * profile_coverage_ratio_after as decimal(6, 2))) as coverage_after

    from mart_revisions
    group by publication_id

),

regions_and_corrections as (

    select
        coverage.quarter_label,
        coverage.labour_market_region_name,
        publications.version_number,
        coalesce(corrections.changed_figures, 0) as changed_figures,
        corrections.is_order_proven,
        corrections.coverage_before,
        corrections.coverage_after,
        coverage.published_date

    from mart_regional_coverage as coverage
    inner join mart_publications as publications
        on coverage.publication_id = publications.publication_id
    left join corrections
        on coverage.publication_id = corrections.publication_id

)

select * from regions_and_corrections
order by quarter_label, labour_market_region_name
