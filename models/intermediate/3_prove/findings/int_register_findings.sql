-- What is wrong with the sentence about the target-group register, its number and its percentage.
with

identified as (select * from {{ ref('int_publications_identified') }}),

percentages as (select * from {{ ref('int_register_percentages') }}),

equations as (
    select * from {{ ref('int_equations') }}
    where equation_kind = 'percentage'
),

about_the_publication as (

    select
        publication_id,
        'footnote_absent' as finding_code,
        cast(null as string) as printed,
        cast(null as string) as computed,
        cast(null as string) as detail

    from identified

    where footnote_count = 0

    union all

    select
        publication_id,
        'footnote_not_understood' as finding_code,
        cast(null as string) as printed,
        cast(null as string) as computed,
        cast(null as string) as detail

    from identified

    where footnote_count > 0 and register_count = 0

    union all

    select
        publication_id,
        'footnote_contradictory' as finding_code,
        cast(null as string) as printed,
        cast(null as string) as computed,
        cast(null as string) as detail

    from identified

    where register_count > 1 or percentage_count > 1

    union all

    select
        publication_id,
        'percentage_absent' as finding_code,
        cast(null as string) as printed,
        cast(null as string) as computed,
        cast(null as string) as detail

    from identified

    where footnote_count > 0 and percentage_count = 0

    union all

    select
        publication_id,
        'count_impossible' as finding_code,
        cast(printed_percentage as string) as printed,
        cast(null as string) as computed,
        '> 100 %' as detail

    from identified

    where printed_percentage > 100

    union all

    select
        publication_id,
        'percentage_inconsistent' as finding_code,
        printed_text as printed,
        computed_text as computed,
        computed_range as detail

    from equations

    where verdict = 'fails'

    union all

    select
        publication_id,
        'register_improbable' as finding_code,
        cast(target_group_register as string) as printed,
        cast(clients_in_sonar_max as string) as computed,
        cast(null as string) as detail

    from percentages

    where is_register_improbable

    union all

    select
        publication_id,
        'count_impossible' as finding_code,
        cast(target_group_register as string) as printed,
        cast(clients_in_sonar_min as string) as computed,
        concat('≥ ', cast(clients_in_sonar_min as string)) as detail

    from percentages

    where clients_in_sonar_min > target_group_register

),

findings as (

    select
        publication_id,
        finding_code,
        printed,
        computed,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(null as bigint) as page_number,
        detail

    from about_the_publication

)

select * from findings
