with

municipality_counts as (select * from {{ ref('int_municipality_counts') }}),

region_versions as (select * from {{ ref('fct_region_quarter_versions') }}),

publications as (select * from {{ ref('dim_publications') }}),

municipality_versions as (select * from {{ ref('fct_municipality_quarter_versions') }}),

municipalities as (select * from {{ ref('dim_municipalities') }}),

orders_unproven as (select * from {{ ref('int_version_orders_unproven') }}),

successions as (

    -- Where nothing in the documents says which of the two is newer, the order is that of loading.
    select
        after_it.publication_id,
        publications.previous_publication_id,
        after_it.version_number,
        after_it.published_from,
        after_it.published_from_basis,
        orders_unproven.publication_id is null as is_order_proven,
        after_it.uwv_region_number,
        after_it.labour_market_region_code,
        publications.labour_market_region_name,
        after_it.quarter_start_date,
        publications.quarter_label,
        before_it.target_group_register as register_before,
        after_it.target_group_register as register_after,
        before_it.clients_in_sonar as region_clients_before,
        after_it.clients_in_sonar as region_clients_after,
        {{ ratio(
            '(before_it.municipal_clients_with_profile + before_it.uwv_clients_with_profile)', 'before_it.clients_in_sonar'
        ) }} as profile_coverage_ratio_before,
        {{ ratio(
            '(after_it.municipal_clients_with_profile + after_it.uwv_clients_with_profile)', 'after_it.clients_in_sonar'
        ) }} as profile_coverage_ratio_after,
        {{ ratio('before_it.clients_in_sonar', 'before_it.target_group_register') }} as register_coverage_ratio_before,
        {{ ratio('after_it.clients_in_sonar', 'after_it.target_group_register') }} as register_coverage_ratio_after

    from region_versions as after_it

    inner join publications
        on after_it.publication_id = publications.publication_id

    inner join region_versions as before_it
        on publications.previous_publication_id = before_it.publication_id

    left join orders_unproven
        on
            after_it.publication_id = orders_unproven.publication_id
            and publications.previous_publication_id = orders_unproven.other_publication_id

),

counts_before as (

    select
        municipality_counts.*,
        successions.publication_id as newer_publication_id

    from successions

    inner join municipality_counts
        on successions.previous_publication_id = municipality_counts.publication_id

),

counts_after as (

    select municipality_counts.*

    from successions

    inner join municipality_counts
        on successions.publication_id = municipality_counts.publication_id

),

changed_counts as (

    select
        coalesce(counts_after.publication_id, counts_before.newer_publication_id) as publication_id,
        coalesce(counts_after.municipality_code, counts_before.municipality_code) as municipality_code,
        coalesce(counts_after.measure, counts_before.measure) as column_role,
        counts_before.row_number as row_number_before,
        counts_after.row_number as row_number_after,
        counts_before.client_count as count_before,
        counts_after.client_count as count_after

    from counts_before

    full outer join counts_after
        on
            counts_before.newer_publication_id = counts_after.publication_id
            and counts_before.municipality_code = counts_after.municipality_code
            and counts_before.measure = counts_after.measure

    where
        counts_before.publication_id is null
        or counts_after.publication_id is null
        or counts_before.client_count is distinct from counts_after.client_count
        or counts_before.client_count_max is distinct from counts_after.client_count_max

),

changed_registers as (

    select
        publication_id,
        cast(null as string) as municipality_code,
        'target_group_register' as column_role,
        cast(null as bigint) as row_number_before,
        cast(null as bigint) as row_number_after,
        register_before as count_before,
        register_after as count_after

    from successions

    where register_before is distinct from register_after

),

changes as (

    select * from changed_counts

    union all

    select * from changed_registers

),

municipality_names as (

    -- The name that it had in the quarter.
    select distinct
        municipality_versions.municipality_code,
        municipality_versions.quarter_start_date,
        municipalities.municipality_name

    from municipality_versions

    inner join municipalities
        on municipality_versions.municipality_key = municipalities.municipality_key

),

revisions as (

    select

        ---------- ids
        concat(changes.publication_id, '/', coalesce(changes.municipality_code, ''), '/', changes.column_role)
            as revision_key,
        changes.publication_id,
        successions.previous_publication_id,
        successions.quarter_start_date,
        successions.uwv_region_number,
        successions.labour_market_region_code,
        changes.municipality_code,

        ---------- text
        changes.column_role,
        municipality_names.municipality_name,
        successions.labour_market_region_name,
        successions.quarter_label,
        case
            when changes.column_role = 'target_group_register' then 'register changed'
            when changes.row_number_before is null then 'row added'
            when changes.row_number_after is null then 'row removed'
            else 'cell changed'
        end as revision_kind,

        ---------- the change
        cast(successions.version_number as integer) as version_number,
        cast(changes.row_number_before as integer) as row_number_before,
        cast(changes.row_number_after as integer) as row_number_after,
        cast(changes.count_before as integer) as count_before,
        cast(changes.count_after as integer) as count_after,
        cast(changes.count_after - changes.count_before as integer) as count_change,

        ---------- what it did to the region
        cast(successions.region_clients_after - successions.region_clients_before as integer)
            as region_clients_in_sonar_change,
        successions.profile_coverage_ratio_before,
        successions.profile_coverage_ratio_after,
        successions.register_coverage_ratio_before,
        successions.register_coverage_ratio_after,

        ---------- what the order rests on
        successions.is_order_proven,
        successions.published_from,
        successions.published_from_basis

    from changes

    inner join successions
        on changes.publication_id = successions.publication_id

    left join municipality_names
        on
            changes.municipality_code = municipality_names.municipality_code
            and successions.quarter_start_date = municipality_names.quarter_start_date

)

select * from revisions
