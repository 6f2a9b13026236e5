-- What is wrong with the sentence about the target-group register, its number and its percentage.
with

identified as (select * from {{ ref('int_publications_identified') }}),

percentages as (select * from {{ ref('int_register_percentages') }}),

equations as (
    select * from {{ ref('int_equations') }}
    where equation_kind = 'percentage'
),

findings as (

    select
        publication_id,
        'footnote_absent' as finding_code,
        {{ finding_columns() }}

    from identified

    where footnote_count = 0

    union all

    select
        publication_id,
        'footnote_not_understood' as finding_code,
        {{ finding_columns() }}

    from identified

    where footnote_count > 0 and register_count = 0

    union all

    select
        publication_id,
        'footnote_contradictory' as finding_code,
        {{ finding_columns() }}

    from identified

    where register_count > 1 or percentage_count > 1

    union all

    select
        publication_id,
        'percentage_absent' as finding_code,
        {{ finding_columns() }}

    from identified

    where footnote_count > 0 and percentage_count = 0

    union all

    select
        publication_id,
        'count_impossible' as finding_code,
        {{ finding_columns(printed='cast(printed_percentage as string)', detail="'> 100 %'") }}

    from identified

    where printed_percentage > 100

    union all

    select
        publication_id,
        'percentage_inconsistent' as finding_code,
        {{ finding_columns(printed='printed_text', computed='computed_text', detail='computed_range') }}

    from equations

    where verdict = 'fails'

    union all

    select
        publication_id,
        'register_improbable' as finding_code,
        {{ finding_columns(
            printed='cast(target_group_register as string)', computed='cast(clients_in_sonar_max as string)'
        ) }}

    from percentages

    where is_register_improbable

    union all

    select
        publication_id,
        'count_impossible' as finding_code,
        {{ finding_columns(
            printed='cast(target_group_register as string)', computed='cast(clients_in_sonar_min as string)',
            detail="concat('≥ ', cast(clients_in_sonar_min as string))"
        ) }}

    from percentages

    where clients_in_sonar_min > target_group_register

)

select * from findings
