-- Question: how many people of the target group are registered but cannot be found in Sonar at all?
--
-- The register (doelgroepregister) minus the clients in Sonar. A region may print no register total: then there is no
-- answer, rather than a zero. The printed percentage stands beside the computed one as the publication's own proof.

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
        cast(printed_register_coverage_percentage as decimal(5, 1)) as printed_percentage

    from regions

)

select * from unseen_people_counted
order by quarter_label, labour_market_region_name
