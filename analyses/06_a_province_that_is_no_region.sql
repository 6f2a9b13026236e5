-- Question: what does a province look like, when labour-market regions cross its borders?
--
-- Region Groningen takes in a part of Drenthe. Added up by the municipality's own province; the last two columns say
-- on how many of the province's municipalities the sum rests, so that a part is never taken for the whole.

with

municipalities_seen as (

    select
        quarter_start_date,
        quarter_label,
        province_name,
        count(*) as municipalities_seen,
        cast(sum(clients_in_sonar) as bigint) as clients_in_sonar,
        cast(sum(clients_with_profile) as bigint) as clients_with_profile

    from mart_municipality_coverage
    group by quarter_start_date, quarter_label, province_name

),

municipalities_of_the_quarter as (

    select
        seen.quarter_label,
        seen.province_name,
        count(distinct places.municipality_code) as municipalities_in_province

    from municipalities_seen as seen
    inner join dim_municipalities as places
        on
            seen.province_name = places.province_name
            and seen.quarter_start_date >= places.valid_from
            and seen.quarter_start_date < places.valid_to
    group by seen.quarter_label, seen.province_name

),

provinces as (

    select
        seen.quarter_label,
        seen.province_name,
        seen.clients_in_sonar,
        seen.clients_with_profile,
        cast(100.0 * seen.clients_with_profile / nullif(seen.clients_in_sonar, 0) as decimal(5, 1))
            as profile_coverage_percentage,
        seen.municipalities_seen,
        all_places.municipalities_in_province

    from municipalities_seen as seen
    inner join municipalities_of_the_quarter as all_places
        on
            seen.quarter_label = all_places.quarter_label
            and seen.province_name = all_places.province_name

)

select * from provinces
order by quarter_label, province_name
