-- The counts of a row of the coverage marts side by side, with the shares that have a profile.
with

mart_counts as (

    select * from {{ ref('int_mart_counts') }}

),

side_by_side as (

    select
        mart_name,
        number_key,
        {{ counts_side_by_side(shown_counts()) }}

    from mart_counts

    group by mart_name, number_key

),

mart_rows as (

    select

        ---------- ids
        mart_name,
        number_key,

        ---------- counts
        {%- for count in shown_counts() %}
        cast({{ count }} as integer) as {{ count }},
        cast({{ count }}_min as integer) as {{ count }}_min,
        cast({{ count }}_max as integer) as {{ count }}_max,
        {%- endfor %}

        ---------- ratios
        {{ ratio('clients_with_profile', 'clients_in_sonar') }} as profile_coverage_ratio,
        {{ ratio('municipal_clients_with_profile', 'municipal_clients') }} as municipal_profile_coverage_ratio,
        {{ ratio('uwv_clients_with_profile', 'uwv_clients') }} as uwv_profile_coverage_ratio,

        ---------- bounds of the ratios
        {{ least_ratio('clients_with_profile', 'clients_without_profile', 'clients_in_sonar') }}
            as profile_coverage_ratio_min,
        {{ most_ratio('clients_with_profile', 'clients_without_profile', 'clients_in_sonar') }}
            as profile_coverage_ratio_max,
        {{ least_ratio('municipal_clients_with_profile', 'municipal_clients_without_profile', 'municipal_clients') }}
            as municipal_profile_coverage_ratio_min,
        {{ most_ratio('municipal_clients_with_profile', 'municipal_clients_without_profile', 'municipal_clients') }}
            as municipal_profile_coverage_ratio_max,
        {{ least_ratio('uwv_clients_with_profile', 'uwv_clients_without_profile', 'uwv_clients') }}
            as uwv_profile_coverage_ratio_min,
        {{ most_ratio('uwv_clients_with_profile', 'uwv_clients_without_profile', 'uwv_clients') }}
            as uwv_profile_coverage_ratio_max

    from side_by_side

)

select * from mart_rows
