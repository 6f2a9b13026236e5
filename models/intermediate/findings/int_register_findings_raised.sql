-- What is wrong with the sentence about the target-group register, its number and its percentage.
with

identified as (

    select * from {{ ref('int_publications_identified') }}

),

percentages as (

    select * from {{ ref('int_percentages_reconciled') }}

),

count_impossible as (

    select
        {{ finding(
            'count_impossible',
            "concat('At least ', cast(clients_in_sonar_min as string), ' people are in Sonar, but the register holds ',
            cast(target_group_register as string), '.')",
            printed='target_group_register',
            computed='clients_in_sonar_min'
        ) }}

    from percentages

    where clients_in_sonar_min > target_group_register

),

percentage_impossible as (

    select
        {{ finding(
            'count_impossible',
            "concat(cast(printed_percentage as string), ' % of the register cannot be in Sonar.')",
            printed='printed_percentage'
        ) }}

    from identified

    where printed_percentage > 100

),

percentage_inconsistent as (

    select
        {{ finding(
            'percentage_inconsistent',
            "concat('Printed ', cast(printed_percentage as string), ' %, computed ', cast(computed_percentage_min as string),
            case
                when computed_percentage_max is null then ' or more'
                when computed_percentage_max > computed_percentage_min
                    then concat(' to ', cast(computed_percentage_max as string))
                else ''
            end, ' %.')",
            printed='printed_percentage',
            computed='computed_percentage_min'
        ) }}

    from percentages

    where not is_percentage_right

),

footnote_absent as (

    select
        {{ finding('footnote_absent', "'There is no sentence about the target-group register.'") }}

    from identified

    where footnote_count = 0

),

footnote_not_understood as (

    select
        {{ finding(
            'footnote_not_understood',
            "'No single register number can be read from the sentence about the register.'"
        ) }}

    from identified

    where footnote_count > 0 and register_count = 0

),

footnote_contradictory as (

    select
        {{ finding(
            'footnote_contradictory',
            "'Two sentences give different registers or percentages.'"
        ) }}

    from identified

    where register_count > 1 or percentage_count > 1

),

percentage_absent as (

    select
        {{ finding('percentage_absent', "'The sentence about the register gives no single percentage.'") }}

    from identified

    where footnote_count > 0 and percentage_count = 0

),

findings as (
    {{ all_of([
        'count_impossible', 'percentage_impossible', 'percentage_inconsistent', 'footnote_absent',
        'footnote_not_understood', 'footnote_contradictory', 'percentage_absent'
    ]) }}

)

select * from findings
