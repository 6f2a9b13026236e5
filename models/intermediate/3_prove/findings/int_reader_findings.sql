-- What the reader noticed, what it left open, and a layout that nobody has looked at yet.
with

publications as (
    select * from {{ ref('stg_uwv__publications') }}
    where reading_status = 'read'
),

remarks as (select * from {{ ref('stg_uwv__remarks') }}),

finding_codes as (select * from {{ ref('stg_uwv__finding_codes') }}),

needed_columns as (
    select * from {{ ref('stg_uwv__column_roles') }}
    where is_needed
),

columns as (select * from {{ ref('stg_uwv__columns') }}),

cells as (
    select * from {{ ref('stg_uwv__cells_by_reader') }}
    where is_primary_reader
),

reader_differences as (select * from {{ ref('int_reader_differences') }}),

synthetic as (

    select distinct publication_id from remarks

    where remark_code = 'synthetic_document'

),

real_publications as (

    select
        count(*) as real_count,
        min(publications.file_name) as first_file_name

    from publications

    left join synthetic
        on publications.publication_id = synthetic.publication_id

    where synthetic.publication_id is null

),

layouts_by_age as (

    select
        publications.*,
        row_number() over (
            partition by layout_fingerprint
            order by first_load_number nulls last, file_name nulls last, publication_id nulls last
        ) as publication_of_layout

    from publications

),

joined_over_pages as (

    select distinct publication_id from remarks

    where remark_code = 'columns_on_further_pages'

),

findings as (

    select
        publication_id,
        'readers_disagree' as finding_code,
        primary_text as printed,
        other_text as computed,
        row_number,
        column_role,
        page_number,
        concat(
            place, ': ', primary_reader, ' takes ', coalesce(primary_text, 'nothing'),
            ', ', other_reader, ' ', coalesce(other_text, 'nothing')
        ) as detail

    from reader_differences

    union all

    select
        remarks.publication_id,
        coalesce(finding_codes.finding_code, 'remark_unknown') as finding_code,
        {{ finding_columns(
            printed='case when finding_codes.finding_code is null then remarks.remark_code end',
            page_number='remarks.page_number', detail='remarks.remark_text'
        ) }}

    from remarks

    left join finding_codes
        on remarks.remark_code = finding_codes.finding_code

    union all

    select
        synthetic.publication_id,
        'synthetic_among_real' as finding_code,
        {{ finding_columns(
            detail="concat(cast(real_publications.real_count as string), ', as ', real_publications.first_file_name)"
        ) }}

    from synthetic

    cross join real_publications

    where real_publications.real_count > 0

    union all

    -- A remark of the reader's says on which page.
    select
        publications.publication_id,
        'header_absent' as finding_code,
        {{ finding_columns() }}

    from publications

    left join remarks
        on
            publications.publication_id = remarks.publication_id
            and remarks.remark_code = 'header_absent'

    where publications.header_kind = 'absent' and remarks.publication_id is null

    union all

    select
        publication_id,
        'layout_new' as finding_code,
        {{ finding_columns(printed='layout_fingerprint') }}

    from layouts_by_age

    where publication_of_layout = 1

    union all

    select
        publications.publication_id,
        'column_missing' as finding_code,
        {{ finding_columns(column_role='needed_columns.column_role') }}

    from publications

    cross join needed_columns

    left join columns
        on
            publications.publication_id = columns.publication_id
            and needed_columns.column_role = columns.column_role

    where columns.publication_id is null

    union all

    -- Shares are set aside, however many there are.
    select
        publication_id,
        'column_repeated' as finding_code,
        {{ finding_columns(printed='cast(count(*) as string)', computed="'1'", column_role='column_role') }}

    from columns

    where column_role <> 'share'

    group by publication_id, column_role

    having count(*) > 1

    union all

    select
        cells.publication_id,
        'column_contradictory' as finding_code,
        cells.cell_text as printed,
        cast(null as string) as computed,
        cells.row_number,
        cells.column_role,
        cells.page_number,
        concat(
            'column ', cast(cells.column_number as string), ': ',
            cells.column_role, ' / ', coalesce(columns.column_role, '?')
        ) as detail

    from cells

    left join columns
        on
            cells.publication_id = columns.publication_id
            and cells.column_number = columns.column_number

    where cells.column_role is distinct from columns.column_role

    union all

    select
        publication_id,
        'column_contradictory' as finding_code,
        {{ joined_texts('cell_text', ' | ') }} as printed,
        cast(null as string) as computed,
        row_number,
        min(column_role) as column_role,
        min(page_number) as page_number,
        concat('column ', cast(column_number as string), ': ', cast(count(*) as string), ' cells') as detail

    from cells

    group by publication_id, row_number, column_number

    having count(*) > 1

    union all

    -- A row stands on several pages only where the reader joined the columns of those.
    select
        cells.publication_id,
        'column_contradictory' as finding_code,
        cast(null as string) as printed,
        cast(null as string) as computed,
        cells.row_number,
        cast(null as string) as column_role,
        min(cells.page_number) as page_number,
        concat(
            {{ joined_texts('cells.row_kind', ' + ') }}, ', ',
            cast(count(distinct cells.page_number) as string), ' page(s)'
        ) as detail

    from cells

    left join joined_over_pages
        on cells.publication_id = joined_over_pages.publication_id

    group by cells.publication_id, cells.row_number

    having
        count(distinct cells.row_kind) > 1
        or (count(distinct cells.page_number) > 1 and max(joined_over_pages.publication_id) is null)

)

select * from findings
