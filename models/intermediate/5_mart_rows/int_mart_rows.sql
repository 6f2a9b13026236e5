-- The counts of a row of the coverage marts side by side, with the shares that have a profile, and the share of the
-- register that is known in Sonar.
with

mart_counts as (select * from {{ ref('int_mart_counts') }}),

side_by_side as (

    select
        mart_name,
        number_key,
        {{ counts_side_by_side(shown_counts()) }}

    from mart_counts

    group by mart_name, number_key

),

versions as (
    select * from {{ ref('int_publication_versions') }}
    where is_current
),

registers as (
    select * from {{ ref('int_registers_published') }}
    where target_group_register is not null
),

comparable_regions as (select * from {{ ref('int_comparable_regions') }}),

registers_beside_clients as (

    select
        side_by_side.mart_name,
        side_by_side.number_key,
        versions.quarter_start_date,
        registers.target_group_register,
        side_by_side.clients_in_sonar as clients,
        side_by_side.clients_in_sonar_min as clients_min,
        side_by_side.clients_in_sonar_max as clients_max

    from registers

    inner join versions
        on registers.publication_id = versions.publication_id

    inner join side_by_side
        on versions.region_quarter_key = side_by_side.number_key

),

register_rows as (

    select
        mart_name,
        number_key,
        1 as region_count,
        target_group_register,
        clients,
        clients_min,
        clients_max

    from registers_beside_clients

    where mart_name = 'mart_regional_coverage'

    union all

    -- Of the country only the regions that give a register.
    select
        'mart_national_coverage' as mart_name,
        cast(quarter_start_date as string) as number_key,
        count(*) as region_count,
        {{ whole_sum('target_group_register') }} as target_group_register,
        {{ sum_if_all_known('clients') }} as clients,
        {{ whole_sum('clients_min') }} as clients_min,
        {{ sum_if_all_known('clients_max') }} as clients_max

    from registers_beside_clients

    where mart_name = 'mart_regional_coverage'

    group by quarter_start_date

    union all

    -- A register is of the region as it was; and of its clients a comparable row may have only a part.
    select
        registers_beside_clients.mart_name,
        registers_beside_clients.number_key,
        1 as region_count,
        registers_beside_clients.target_group_register,
        case when comparable_regions.is_complete then registers_beside_clients.clients end as clients,
        case when comparable_regions.is_complete then registers_beside_clients.clients_min end as clients_min,
        case when comparable_regions.is_complete then registers_beside_clients.clients_max end as clients_max

    from registers_beside_clients

    inner join comparable_regions
        on registers_beside_clients.number_key = comparable_regions.comparable_region_quarter_key

    where
        registers_beside_clients.mart_name = 'mart_regional_coverage_comparable'
        and not comparable_regions.has_changed_composition

),

mart_rows as (

    select

        ---------- ids
        side_by_side.mart_name,
        side_by_side.number_key,

        ---------- counts
        {%- for count in shown_counts() %}
        cast({{ count }} as integer) as {{ count }},
        cast({{ count }}_min as integer) as {{ count }}_min,
        cast({{ count }}_max as integer) as {{ count }}_max,
        {%- endfor %}

        ---------- the register, and the clients of the regions that give one
        cast(coalesce(register_rows.region_count, 0) as integer) as register_region_count,
        cast(register_rows.target_group_register as integer) as target_group_register,
        cast(register_rows.clients as integer) as clients_in_sonar_with_register,

        ---------- ratios, with their bounds
        {%- for ratio_name, (part, rest, whole) in profile_ratios().items() %}
        {{ ratio(part, whole) }} as {{ ratio_name }},
        {{ least_ratio(part, rest, whole) }} as {{ ratio_name }}_min,
        {{ most_ratio(part, rest, whole) }} as {{ ratio_name }}_max,
        {%- endfor %}
        {{ ratio('register_rows.clients', 'register_rows.target_group_register') }} as register_coverage_ratio,
        {{ ratio('register_rows.clients_min', 'register_rows.target_group_register') }} as register_coverage_ratio_min,
        least(1, {{ ratio('register_rows.clients_max', 'register_rows.target_group_register') }})
            as register_coverage_ratio_max

    from side_by_side

    left join register_rows
        on
            side_by_side.mart_name = register_rows.mart_name
            and side_by_side.number_key = register_rows.number_key

)

select * from mart_rows
