-- What each measure is printed as, for each number that is made of it.
with

numbers as (select * from {{ ref('stg_provenance__mart_numbers') }}),

evidence as (select * from {{ ref('stg_provenance__measure_evidence') }}),

columns_of_marts as (

    select
        mart_name,
        column_name,
        origin,
        measure,
        has_total_row

    from numbers

    union all

    select
        mart_name,
        concat(column_name, '_min') as column_name,
        origin,
        measure,
        has_total_row

    from numbers

    where has_bounds

    union all

    select
        mart_name,
        concat(column_name, '_max') as column_name,
        origin,
        measure,
        has_total_row

    from numbers

    where has_bounds

),

with_evidence as (

    select
        columns_of_marts.mart_name,
        columns_of_marts.column_name,
        columns_of_marts.origin,
        evidence.evidence,
        evidence.column_role,
        columns_of_marts.has_total_row

    from columns_of_marts

    inner join evidence
        on columns_of_marts.measure = evidence.measure

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
