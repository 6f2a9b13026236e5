-- Question: what was Eemsdelta before it existed, and is that number exact or estimated?
--
-- Appingedam, Delfzijl and Loppersum merged on 1 January 2021. A merger is a sum and exact; a split is apportioned
-- and marked as estimated. The number of source rows says how many printed rows are behind the one that is shown.

with

merged_municipality as (

    select
        quarter_label,
        'newest borders' as borders,
        municipality_name,
        clients_in_sonar,
        clients_with_profile,
        source_row_count,
        is_estimated

    from mart_municipality_coverage_comparable
    where municipality_name = 'Eemsdelta'

),

municipalities_as_published as (

    select
        quarter_label,
        'as published' as borders,
        municipality_name,
        clients_in_sonar,
        clients_with_profile,
        1 as source_row_count,
        false as is_estimated

    from mart_municipality_coverage
    where municipality_name in ('Appingedam', 'Delfzijl', 'Loppersum', 'Eemsdelta')

),

both_views as (

    select * from merged_municipality
    union all
    select * from municipalities_as_published

)

select * from both_views
order by quarter_label asc, borders desc, municipality_name asc
