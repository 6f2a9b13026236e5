-- Where the series of a municipality's or a region's rows, as published, breaks. A municipality's: its borders changed,
-- or it stood in more documents, or in fewer. A region's: its publications do not print the same municipalities, nor
-- such as merged and were divided among themselves in between.
with

pairs as (select * from {{ ref('int_mart_row_pairs') }}),

municipality_pairs as (

    select * from pairs

    where mart_name = 'mart_municipality_coverage'

),

region_pairs as (

    select * from pairs

    where mart_name = 'mart_regional_coverage' and earlier_number_key is not null

),

printed_municipalities as (

    select
        whole_key as region_quarter_key,
        place_code as municipality_code

    from {{ ref('int_mart_row_places') }}

    where mart_name = 'mart_municipality_coverage'

),

spans as (

    select distinct
        span,
        quarter_start_date,
        earlier_quarter_start_date

    from pairs

),

changes as (

    select distinct
        old_municipality_code,
        new_municipality_code,
        cast(date_trunc('quarter', effective_date) as date) as change_quarter_start_date

    from {{ ref('stg_cbs__municipality_changes') }}

    where old_municipality_code <> new_municipality_code

),

border_changes as (

    -- Which municipality ended between the two quarters, and to which others it went. A change within the earlier
    -- quarter is told apart: a publication of that quarter may still print what ended (Weesp, early 2022).
    select
        spans.*,
        changes.old_municipality_code,
        changes.new_municipality_code,
        changes.change_quarter_start_date = spans.earlier_quarter_start_date as is_in_earlier_quarter

    from spans

    inner join changes
        on
            spans.earlier_quarter_start_date <= changes.change_quarter_start_date
            and spans.quarter_start_date >= changes.change_quarter_start_date

),

documents_counted as (

    select
        place_code as municipality_code,
        quarter_start_date,
        count(*) as document_count

    from municipality_pairs

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

municipalities_with_reasons as (

    select
        municipality_pairs.mart_name,
        municipality_pairs.number_key,
        municipality_pairs.span,
        case
            when received_between.municipality_code is not null then 'borders_changed'
            when
                municipality_pairs.earlier_number_key is null and earlier_documents.document_count > 0
                or documents_counted.document_count <> earlier_documents.document_count
                then 'documents_differ'
        end as break_reason

    from municipality_pairs

    inner join documents_counted
        on
            municipality_pairs.place_code = documents_counted.municipality_code
            and municipality_pairs.quarter_start_date = documents_counted.quarter_start_date

    left join documents_counted as earlier_documents
        on
            municipality_pairs.place_code = earlier_documents.municipality_code
            and municipality_pairs.earlier_quarter_start_date = earlier_documents.quarter_start_date

    left join received_between
        on
            municipality_pairs.place_code = received_between.municipality_code
            and municipality_pairs.span = received_between.span
            and municipality_pairs.quarter_start_date = received_between.quarter_start_date

),

rows_of_region_pairs as (

    select
        *,
        number_key as region_quarter_key,
        true as is_this_quarter

    from region_pairs

    union all

    select
        *,
        earlier_number_key as region_quarter_key,
        false as is_this_quarter

    from region_pairs

),

municipalities_of_regions as (

    select
        rows_of_region_pairs.number_key,
        rows_of_region_pairs.span,
        rows_of_region_pairs.quarter_start_date,
        printed_municipalities.municipality_code,
        count(*) filter (where rows_of_region_pairs.is_this_quarter) > 0 as is_there,
        count(*) filter (where not rows_of_region_pairs.is_this_quarter) > 0 as was_there

    from rows_of_region_pairs

    inner join printed_municipalities
        on rows_of_region_pairs.region_quarter_key = printed_municipalities.region_quarter_key

    group by all

),

changes_from_both_sides as (

    -- As the municipality that received sees it, which is there, and as the one that ended, which is not.
    select
        *,
        true as is_there,
        new_municipality_code as municipality_code,
        old_municipality_code as other_municipality_code

    from border_changes

    union all

    select
        *,
        false as is_there,
        old_municipality_code as municipality_code,
        new_municipality_code as other_municipality_code

    from border_changes

),

regions_that_differ as (

    -- A municipality is not there any more: it did not end, or a part of it went to one that the region does not print.
    -- Or one is there: it did not begin, or received from one that the region did not print; what ended within the
    -- earlier quarter is already a part of a municipality that stood there.
    select distinct
        municipalities.number_key,
        municipalities.span

    from municipalities_of_regions as municipalities

    left join changes_from_both_sides as changes
        on
            municipalities.span = changes.span
            and municipalities.quarter_start_date = changes.quarter_start_date
            and municipalities.municipality_code = changes.municipality_code
            and municipalities.is_there = changes.is_there

    left join municipalities_of_regions as other_municipalities
        on
            municipalities.number_key = other_municipalities.number_key
            and municipalities.span = other_municipalities.span
            and changes.other_municipality_code = other_municipalities.municipality_code

    where
        case
            when not municipalities.is_there then not coalesce(other_municipalities.is_there, false)
            when municipalities.was_there and coalesce(changes.is_in_earlier_quarter, true) then false
            else not coalesce(other_municipalities.was_there, false)
        end

),

series_breaks as (

    select * from municipalities_with_reasons

    where break_reason is not null

    union all

    select
        'mart_regional_coverage' as mart_name,
        number_key,
        span,
        'municipalities_differ' as break_reason

    from regions_that_differ

)

select * from series_breaks
