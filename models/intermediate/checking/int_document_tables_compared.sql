-- Tables of one document that are of the same region and quarter: do they say the same?
with

publications as (

    select * from {{ ref('stg_uwv__publications') }}

),

identified as (

    select * from {{ ref('int_publications_identified') }}

    where quarter_start_date is not null and uwv_region_number is not null

),

matched_rows as (

    select * from {{ ref('int_municipalities_matched') }}

),

table_rows as (

    select * from {{ ref('int_rows_reconciled') }}

    where row_kind = 'municipality'

),

row_figures as (

    select
        table_rows.publication_id,
        concat(
            coalesce(matched_rows.municipality_code, matched_rows.printed_name, '?'), ' ', {{ counts_as_text() }}
        ) as row_text

    from table_rows

    inner join matched_rows
        on
            table_rows.publication_id = matched_rows.publication_id
            and table_rows.row_number = matched_rows.row_number

),

figures as (

    select
        publication_id,
        count(*) as row_count,
        {{ joined_texts('row_text', ' | ') }} as figures_text

    from row_figures

    group by publication_id

),

described as (

    select
        identified.publication_id,
        identified.quarter_start_date,
        identified.uwv_region_number,
        identified.target_group_register,
        identified.printed_percentage,
        publications.document_sha256,
        concat(coalesce(cast(figures.row_count as string), '0'), ' rows: ', coalesce(figures.figures_text, ''))
            as figures_text

    from identified

    inner join publications
        on identified.publication_id = publications.publication_id

    left join figures
        on identified.publication_id = figures.publication_id

),

compared as (

    -- A register or percentage that only one of the tables prints contradicts nothing.
    select
        publication_id,
        count(*) over same_region_and_quarter as table_count,
        min(figures_text) over same_region_and_quarter <> max(figures_text) over same_region_and_quarter
            as has_other_counts,
        coalesce(
            min(target_group_register) over same_region_and_quarter
            <> max(target_group_register) over same_region_and_quarter
            or min(printed_percentage) over same_region_and_quarter
            <> max(printed_percentage) over same_region_and_quarter,
            false
        ) as has_other_register

    from described

    window same_region_and_quarter as (partition by document_sha256, quarter_start_date, uwv_region_number)

),

tables_beside_another as (

    select

        ---------- ids
        publication_id,

        ---------- numerics
        table_count,

        ---------- booleans
        has_other_counts or has_other_register as is_contradictory

    from compared

    where table_count > 1

)

select * from tables_beside_another
