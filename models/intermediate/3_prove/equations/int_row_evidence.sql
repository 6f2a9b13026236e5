-- What proves the counts of each municipality row, and the level of evidence that it comes to. Sums do not see two
-- numbers that changed places in a way that keeps every sum: only the words of the header tell a column from another,
-- and only a second reader whose words agree tells that a name and its numbers stand together.
with

row_equations as (
    select * from {{ ref('int_equations') }}
    where equation_kind = 'row' and row_kind = 'municipality' and measure_kind = 'total'
),

column_equations as (
    select * from {{ ref('int_equations') }}
    where equation_kind = 'column' and measure_kind = 'part'
),

percentage_equations as (
    select * from {{ ref('int_equations') }}
    where equation_kind = 'percentage'
),

publications as (select * from {{ ref('stg_uwv__publications') }}),

readings as (select * from {{ ref('stg_uwv__newest_readings') }}),

readers_of_publications as (

    -- Where two read a document, a difference between them rejects it.
    select
        publication_id,
        count(*) filter (where error_code is null) as reader_count

    from readings

    group by publication_id

),

sums_of_columns as (

    -- The grand total follows from its parts, so a total row without it proves as much.
    select
        publication_id,
        count(*) = count(*) filter (where verdict = 'holds') as has_column_sums

    from column_equations

    group by publication_id

),

proofs_of_rows as (

    select
        row_equations.publication_id,
        row_equations.row_number,
        coalesce(readers_of_publications.reader_count, 0) >= 2 as has_two_readers,
        coalesce(publications.header_kind = 'read', false) as has_header_words,
        row_equations.verdict = 'holds' as has_row_sum,
        coalesce(sums_of_columns.has_column_sums, false) as has_column_sums,
        coalesce(percentage_equations.verdict = 'holds', false) as has_percentage

    from row_equations

    inner join publications
        on row_equations.publication_id = publications.publication_id

    left join readers_of_publications
        on row_equations.publication_id = readers_of_publications.publication_id

    left join sums_of_columns
        on row_equations.publication_id = sums_of_columns.publication_id

    left join percentage_equations
        on row_equations.publication_id = percentage_equations.publication_id

),

row_evidence as (

    -- The first line that is true counts; the seed evidence_levels says what each means.
    select

        ---------- ids
        publication_id,
        row_number,

        ---------- numerics
        case
            when not has_header_words then 1
            when not has_row_sum then 2
            when not has_two_readers then 3
            when not (has_column_sums or has_percentage) then 4
            when not (has_column_sums and has_percentage) then 5
            when has_column_sums and has_percentage then 6
        end as evidence_level

    from proofs_of_rows

)

select * from row_evidence
