-- Where the series of a municipality's rows breaks: its borders changed, or it stood in more documents, or in fewer.
with

pairs as (
    select * from {{ ref('int_mart_row_pairs') }}
    where mart_name = 'mart_municipality_coverage'
),

border_changes as (select * from {{ ref('int_border_changes_in_spans') }}),

documents_counted as (

    select
        place_code as municipality_code,
        quarter_start_date,
        count(*) as document_count

    from pairs

    where span = 'quarter'

    group by place_code, quarter_start_date

),

received_between as (

    select
        span,
        quarter_start_date,
        new_municipality_code as municipality_code

    from border_changes

    where not is_in_earlier_quarter

    union

    select
        border_changes.span,
        border_changes.quarter_start_date,
        border_changes.new_municipality_code as municipality_code

    from border_changes

    inner join documents_counted as still_printed
        on
            border_changes.old_municipality_code = still_printed.municipality_code
            and border_changes.earlier_quarter_start_date = still_printed.quarter_start_date

    where border_changes.is_in_earlier_quarter

),

with_reasons as (

    select
        pairs.mart_name,
        pairs.number_key,
        pairs.span,
        case
            when received_between.municipality_code is not null then 'borders_changed'
            when
                pairs.earlier_number_key is null and earlier_documents.document_count > 0
                or documents_counted.document_count <> earlier_documents.document_count
                then 'documents_differ'
        end as break_reason

    from pairs

    inner join documents_counted
        on
            pairs.place_code = documents_counted.municipality_code
            and pairs.quarter_start_date = documents_counted.quarter_start_date

    left join documents_counted as earlier_documents
        on
            pairs.place_code = earlier_documents.municipality_code
            and pairs.earlier_quarter_start_date = earlier_documents.quarter_start_date

    left join received_between
        on
            pairs.place_code = received_between.municipality_code
            and pairs.span = received_between.span
            and pairs.quarter_start_date = received_between.quarter_start_date

),

series_breaks as (

    select * from with_reasons

    where break_reason is not null

)

select * from series_breaks
