-- Fails for every reviewed correction whose publication is loaded and whose guard does not hold: the cell is not there
-- or prints something else than the seed says.
with

corrections as (select * from {{ ref('stg_uwv__publication_corrections') }}),

publications as (select * from {{ ref('stg_uwv__publications') }}),

cells as (
    select * from {{ ref('stg_uwv__cells_by_reader') }}
    where is_primary_reader
),

unfound as (

    select
        corrections.publication_id,
        corrections.row_number,
        corrections.column_role,
        max(cells.cell_text) as cell_prints,
        corrections.printed_text as seed_says,
        case
            when count(cells.cell_text) = 0
                then 'the seed names no cell: take row_number and column_role of mart_findings'
            else 'write what the cell prints in column printed of seeds/uwv/publication_corrections.csv'
        end as what_to_do

    from corrections

    inner join publications
        on corrections.publication_id = publications.publication_id

    left join cells
        on
            corrections.publication_id = cells.publication_id
            and corrections.row_number = cells.row_number
            and corrections.column_role = cells.column_role

    group by
        corrections.publication_id,
        corrections.row_number,
        corrections.column_role,
        corrections.printed_text

    having count(case when cells.cell_text = corrections.printed_text then 1 end) = 0

)

select * from unfound
