-- What each measure is printed as, for each number that is made of it.
with

numbers as (select * from {{ ref('stg_provenance__mart_number_origins') }}),

evidence as (select * from {{ ref('stg_provenance__measure_evidence') }}),

endings as (

    select '' as name_end

    union all

    select '_min' as name_end

    union all

    select '_max' as name_end

),

with_evidence as (

    select
        numbers.mart_name,
        concat(numbers.column_name, endings.name_end) as column_name,
        numbers.origin,
        evidence.evidence,
        evidence.column_role,
        numbers.has_total_row

    from numbers

    inner join evidence
        on numbers.measure = evidence.measure

    cross join endings

    where endings.name_end = '' or numbers.has_bounds

),

provenance_columns as (

    select
        mart_name,
        column_name,
        origin,
        evidence,
        column_role

    from with_evidence

    union all

    -- The total row proves what was counted.
    select
        mart_name,
        column_name,
        origin,
        'total row' as evidence,
        column_role

    from with_evidence

    where has_total_row and evidence = 'counted'

)

select * from provenance_columns
