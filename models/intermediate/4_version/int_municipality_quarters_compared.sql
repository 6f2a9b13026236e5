-- What a municipality's row may be compared with: the same municipality a quarter and a year before, if its borders are
-- the same and it stood in as many documents.
with

versions as (

    select * from {{ ref('int_publication_versions') }}

    where is_current

),

municipality_counts as (

    select * from {{ ref('int_municipality_counts') }}

),

quarters as (

    select distinct
        quarter_start_date,
        cast(quarter_start_date - interval 3 month as date) as previous_quarter_start_date,
        cast(quarter_start_date - interval 12 month as date) as year_before_quarter_start_date

    from versions

),

municipality_quarters as (

    select distinct
        concat(
            cast(versions.quarter_start_date as string), '/', cast(versions.uwv_region_number as string), '/',
            municipality_counts.municipality_code
        ) as municipality_quarter_key,
        municipality_counts.municipality_code,
        versions.uwv_region_number,
        versions.quarter_start_date

    from municipality_counts

    inner join versions
        on municipality_counts.publication_id = versions.publication_id

),

border_changes as (

    select * from {{ ref('int_border_changes_in_spans') }}

),

spans as (

    select
        'quarter' as span,
        quarter_start_date,
        previous_quarter_start_date as earlier_quarter_start_date

    from quarters

    union all

    select
        'year' as span,
        quarter_start_date,
        year_before_quarter_start_date as earlier_quarter_start_date

    from quarters

),

documents_counted as (

    select
        municipality_code,
        quarter_start_date,
        count(*) as document_count

    from municipality_quarters

    group by municipality_code, quarter_start_date

),

with_documents as (

    -- In the documents of two regions (Vijfheerenlanden, 2019 and 2020) it is followed in each; in one it is followed
    -- into another region.
    select
        municipality_quarters.municipality_quarter_key,
        municipality_quarters.municipality_code,
        municipality_quarters.quarter_start_date,
        documents_counted.document_count,
        case when documents_counted.document_count > 1 then municipality_quarters.uwv_region_number else 0 end
            as followed_region_number

    from municipality_quarters

    inner join documents_counted
        on
            municipality_quarters.municipality_code = documents_counted.municipality_code
            and municipality_quarters.quarter_start_date = documents_counted.quarter_start_date

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

compared as (

    select

        ---------- ids
        with_documents.municipality_quarter_key,
        spans.span,
        earlier.municipality_quarter_key as earlier_municipality_quarter_key,

        ---------- text
        case
            when received_between.municipality_code is not null then 'borders_changed'
            when earlier_documents.municipality_code is null then 'no_earlier_figures'
            when
                earlier.municipality_quarter_key is null
                or earlier_documents.document_count <> with_documents.document_count
                then 'documents_differ'
            else 'comparable'
        end as comparability

    from with_documents

    inner join spans
        on with_documents.quarter_start_date = spans.quarter_start_date

    left join documents_counted as earlier_documents
        on
            with_documents.municipality_code = earlier_documents.municipality_code
            and spans.earlier_quarter_start_date = earlier_documents.quarter_start_date

    left join with_documents as earlier
        on
            with_documents.municipality_code = earlier.municipality_code
            and spans.earlier_quarter_start_date = earlier.quarter_start_date
            and with_documents.followed_region_number = earlier.followed_region_number

    left join received_between
        on
            with_documents.municipality_code = received_between.municipality_code
            and spans.span = received_between.span
            and spans.quarter_start_date = received_between.quarter_start_date

)

select * from compared
