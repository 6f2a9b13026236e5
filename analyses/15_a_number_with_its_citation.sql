-- Question: I want to quote a number. Between what does it lie, can it be compared, and what do I write under it?
--
-- The citation names source, place, quarter, date and file, and the place in the file; `klantprofielen show` followed
-- by the locator leads to it. Where the document prints no date, the citation has none.

with

to_quote as (

    select
        quarter_label,
        municipality_name,
        clients_in_sonar,
        cast(100 * profile_coverage_ratio_min as decimal(5, 1)) as coverage_at_least,
        cast(100 * profile_coverage_ratio_max as decimal(5, 1)) as coverage_at_most,
        change_on_quarter_comparability,
        status,
        citation

    from mart_municipality_coverage
    where municipality_name in ('Almere', 'Eemsdelta', 'Groningen')

)

select * from to_quote
order by quarter_label, municipality_name
