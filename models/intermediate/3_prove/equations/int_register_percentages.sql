-- Clients in Sonar as a percentage of the register, rounded half up to the decimals that are printed.
with

identified as (
    select * from {{ ref('int_publications_identified') }}
    where target_group_register is not null
),

column_sums as (
    select * from {{ ref('int_column_sums') }}
    where measure = 'clients_in_sonar' and columns_to_the_right = 0
),

limits as (

    select factor from {{ ref('stg_uwv__level_limits') }}

    where limit_code = 'register'

),

scaled as (

    select
        identified.publication_id,
        identified.target_group_register,
        identified.printed_percentage,
        column_sums.column_sum_min as clients_in_sonar_min,
        column_sums.column_sum_max as clients_in_sonar_max,
        nullif(identified.target_group_register, 0) as divisor,
        cast(power(10, coalesce(identified.percentage_decimals, 0)) as bigint) as steps_in_a_percent

    from identified

    inner join column_sums
        on identified.publication_id = column_sums.publication_id

),

computed as (

    -- floor(x + 1/2) in whole numbers: (2 * 100 * steps * clients + register) / (2 * register). Of a register of nobody
    -- there is no percentage.
    select
        scaled.*,
        cast(
            floor((200 * steps_in_a_percent * clients_in_sonar_min + divisor) / (2.0 * divisor)) / steps_in_a_percent
            as decimal(18, 4)
        ) as computed_percentage_min,
        cast(
            floor((200 * steps_in_a_percent * clients_in_sonar_max + divisor) / (2.0 * divisor)) / steps_in_a_percent
            as decimal(18, 4)
        ) as computed_percentage_max

    from scaled

),

register_percentages as (

    select

        ---------- ids
        publication_id,

        ---------- numerics
        target_group_register,
        clients_in_sonar_min,
        clients_in_sonar_max,
        printed_percentage,
        computed_percentage_min,
        computed_percentage_max,

        ---------- booleans
        printed_percentage >= computed_percentage_min
        and printed_percentage <= coalesce(computed_percentage_max, printed_percentage) as is_percentage_right,
        -- A register that no percentage proves, and of more people than a region's clients come from: the country's.
        printed_percentage is null
        and target_group_register > factor * clients_in_sonar_max as is_register_improbable

    from computed

    cross join limits

)

select * from register_percentages
