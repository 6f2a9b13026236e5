-- Tables of one document that are of the same region and quarter: do they say the same? One that names no region is of
-- that whose municipalities it counts.
with

publications as (select * from {{ ref('stg_uwv__publications') }}),

identified as (
    select * from {{ ref('int_publications_identified') }}
    where quarter_start_date is not null and uwv_region_number is not null
),

of_something_else as (
    select * from {{ ref('stg_uwv__remarks') }}
    where remark_code like 'figures%'
),

without_region as (

    -- But for those at which words say that they count something else.
    select
        places.publication_id,
        places.quarter_start_date

    from {{ ref('int_publications_identified') }} as places

    left join of_something_else
        on places.publication_id = of_something_else.publication_id

    where
        places.quarter_start_date is not null
        and places.uwv_region_number is null
        and of_something_else.publication_id is null

),

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

row_counts as (select * from {{ ref('int_row_counts') }}),

measures as (
    select * from {{ ref('stg_uwv__measures') }}
    where measure_kind in ('part', 'total')
),

count_texts as (

    -- A suppressed count is told by its upper bound; one without a bound says no more than a blank.
    select
        row_counts.publication_id,
        row_counts.row_number,
        concat(
            row_counts.measure, ' ',
            coalesce(
                cast(row_counts.row_count as string),
                concat('..', coalesce(cast(row_counts.row_count_max as string), ''))
            )
        ) as count_text

    from row_counts

    inner join measures
        on row_counts.measure = measures.measure

    where row_counts.row_count_max is not null

),

counts_of_rows as (

    select
        publication_id,
        row_number,
        {{ joined_texts('count_text', ' ') }} as counts_text

    from count_texts

    group by publication_id, row_number

),

row_figures as (

    select
        matched_rows.publication_id,
        concat(
            coalesce(matched_rows.municipality_code, matched_rows.printed_name, '?'), ' ',
            coalesce(counts_of_rows.counts_text, '')
        ) as row_text

    from matched_rows

    left join counts_of_rows
        on
            matched_rows.publication_id = counts_of_rows.publication_id
            and matched_rows.row_number = counts_of_rows.row_number

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

named_counts as (

    select
        matched_rows.publication_id,
        publications.document_sha256,
        {{ name_key('matched_rows.printed_name') }} as printed_key,
        row_counts.measure,
        row_counts.row_count

    from matched_rows

    inner join publications
        on matched_rows.publication_id = publications.publication_id

    inner join row_counts
        on
            matched_rows.publication_id = row_counts.publication_id
            and matched_rows.row_number = row_counts.row_number

    inner join measures
        on row_counts.measure = measures.measure

    where row_counts.row_count is not null

),

contradicted_by_one_without_region as (

    select distinct identified.publication_id

    from identified

    inner join named_counts as own
        on identified.publication_id = own.publication_id

    inner join named_counts as other
        on
            own.document_sha256 = other.document_sha256
            and own.printed_key = other.printed_key
            and own.measure = other.measure
            and own.row_count <> other.row_count

    inner join without_region
        on
            other.publication_id = without_region.publication_id
            and identified.quarter_start_date = without_region.quarter_start_date

),

tables_beside_another as (

    select

        ---------- ids
        compared.publication_id,

        ---------- numerics
        case when contradicted.publication_id is null then compared.table_count else compared.table_count + 1 end
            as table_count,

        ---------- booleans
        contradicted.publication_id is not null or compared.has_other_counts or compared.has_other_register
            as is_contradictory

    from compared

    left join contradicted_by_one_without_region as contradicted
        on compared.publication_id = contradicted.publication_id

    where compared.table_count > 1 or contradicted.publication_id is not null

)

select * from tables_beside_another
