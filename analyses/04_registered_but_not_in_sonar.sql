-- Question: how many people of the target group are registered but cannot be found in Sonar at all?
--
-- The register (doelgroepregister) minus the clients in Sonar. A region may print no register total: then there is no
-- answer, rather than a zero. The printed percentage stands beside the computed one as the publication's own proof
-- (is_register_proven); evidence_level says what else is proved (docs/evidence.md).

with

regions as (

    select * from mart_regional_coverage

),

unseen_people_counted as (

    select
        quarter_label,
        labour_market_region_name,
        target_group_register,
        clients_in_sonar,
        target_group_register - clients_in_sonar as registered_but_not_in_sonar,
        cast(100 * register_coverage_ratio as decimal(5, 1)) as computed_percentage,
        case
            when printed_register_coverage_percentage = round(printed_register_coverage_percentage)
                then cast(cast(printed_register_coverage_percentage as integer) as varchar)
            else cast(cast(printed_register_coverage_percentage as decimal(5, 1)) as varchar)
        end as printed_percentage,
        is_register_proven,
        evidence_level

    from regions

)

select * from unseen_people_counted
order by quarter_label, labour_market_region_name
