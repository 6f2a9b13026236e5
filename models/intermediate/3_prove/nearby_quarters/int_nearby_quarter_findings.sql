-- What shows only beside the other quarters of the region: figures of another kind or unit, and columns in another
-- order. With its severity: an error that a reviewer let pass is a warning, beside one that tells why.
with

publications as (
    select * from {{ ref('stg_uwv__publications') }}
    where reading_status = 'read'
),

nearby_quarters as (select * from {{ ref('int_nearby_quarter_counts') }}),

column_orders as (select * from {{ ref('int_nearby_quarter_column_orders') }}),

limits as (select * from {{ ref('stg_uwv__level_limits') }}),

finding_codes as (select * from {{ ref('stg_uwv__finding_codes') }}),

passed_findings as (select * from {{ ref('stg_uwv__passed_findings') }}),

levels as (

    -- Held against a quarter whose register its percentage proves.
    select
        nearby_quarters.*,
        limits.limit_code,
        limits.factor,
        limits.least_clients

    from nearby_quarters

    cross join limits

    where
        nearby_quarters.measure = 'clients_in_sonar'
        and nearby_quarters.is_other_register_proven
        and nearby_quarters.quarters_apart <= limits.most_quarters_apart
        and (
            (limits.limit_code = 'unproven' and nearby_quarters.footnote_count = 0)
            or (
                limits.limit_code = 'moved'
                and nearby_quarters.other_quarter_start_date < nearby_quarters.quarter_start_date
            )
        )

),

nearest_levels as (

    select *

    from levels

    qualify
        row_number() over (
            partition by publication_id, limit_code
            order by
                quarters_apart nulls last,
                other_quarter_start_date nulls last,
                other_publication_id nulls last
        ) = 1

),

levels_out_of_proportion as (

    select *

    from nearest_levels

    where
        greatest(client_count, other_client_count) >= least_clients
        and (client_count > factor * other_client_count or other_client_count > factor * client_count)

),

contradicted_orders as (

    select
        column_orders.*,
        row_number() over (
            partition by column_orders.publication_id
            order by column_orders.distance nulls last, column_orders.column_order_name nulls last
        ) as nearness

    from column_orders

    inner join limits
        on limits.limit_code = case when column_orders.support_rank = 2 then 'header_elsewhere' else 'header' end

    where
        column_orders.sum_of_parts >= limits.least_clients
        and column_orders.distance_as_read >= limits.least_distance
        and column_orders.distance_as_read > limits.factor * column_orders.distance

),

findings as (

    select
        publication_id,
        case limit_code
            when 'unproven' then 'level_out_of_proportion'
            when 'moved' then 'level_moved'
        end as finding_code,
        {{ finding_columns(
            printed='cast(client_count as string)', computed='cast(other_client_count as string)',
            column_role="'clients_in_sonar'", detail='other_file_name'
        ) }}

    from levels_out_of_proportion

    union all

    select
        publication_id,
        'header_contradicted' as finding_code,
        {{ finding_columns(printed='column_order_name', computed='other_publication_id', detail='other_file_name') }}

    from contradicted_orders

    where nearness = 1 and support_rank <> 2

    union all

    select
        publication_id,
        'header_improbable' as finding_code,
        {{ finding_columns(printed='column_order_name', computed='cast(supporting_count as string)') }}

    from contradicted_orders

    where nearness = 1 and support_rank = 2

    union all

    select
        publications.publication_id,
        'header_unsupported' as finding_code,
        {{ finding_columns() }}

    from publications

    left join column_orders
        on
            publications.publication_id = column_orders.publication_id
            and column_orders.support_rank = 1

    where publications.header_kind = 'absent' and column_orders.publication_id is null

),

findings_with_severity as (

    select
        findings.*,
        case
            when passed_findings.publication_id is not null then 'warning'
            else coalesce(finding_codes.severity, 'error')
        end as severity

    from findings

    left join finding_codes
        on findings.finding_code = finding_codes.finding_code

    left join passed_findings
        on
            findings.publication_id = passed_findings.publication_id
            and findings.finding_code = passed_findings.finding_code

    union all

    select
        findings.publication_id,
        'finding_passed' as finding_code,
        {{ finding_columns(
            printed='findings.finding_code',
            detail="concat(passed_findings.reason, ' (', passed_findings.provider, ')')"
        ) }},
        'warning' as severity

    from findings

    inner join passed_findings
        on
            findings.publication_id = passed_findings.publication_id
            and findings.finding_code = passed_findings.finding_code

)

select * from findings_with_severity
