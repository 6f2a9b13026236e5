-- What the reader noticed, what it left open, and a layout that nobody has looked at yet.
with

publications as (

    select * from {{ ref('stg_uwv__publications') }}

    where reading_status = 'read'

),

remarks as (

    select * from {{ ref('stg_uwv__remarks') }}

),

finding_codes as (

    select * from {{ ref('stg_uwv__finding_codes') }}

),

columns as (

    select * from {{ ref('stg_uwv__columns') }}

),

cells as (

    select * from {{ ref('stg_uwv__cells') }}

),

reader_differences as (

    select * from {{ ref('int_reader_differences') }}

),

readers_disagree as (

    select
        {{ finding(
            'readers_disagree',
            "concat('Two readers differ on the ', place, ': ', primary_reader, ' takes ', coalesce(primary_text, 'nothing'),
            ', ', other_reader, ' ', coalesce(other_text, 'nothing'), '.')",
            printed='primary_text',
            computed='other_text',
            row_number='row_number',
            column_role='column_role',
            page_number='page_number'
        ) }}

    from reader_differences

),

known_remarks as (

    select
        remarks.publication_id,
        remarks.remark_code as finding_code,
        cast(null as string) as printed,
        cast(null as string) as computed,
        cast(null as bigint) as row_number,
        cast(null as string) as column_role,
        cast(remarks.page_number as bigint) as page_number,
        remarks.remark_text as message

    from remarks

    inner join finding_codes
        on remarks.remark_code = finding_codes.finding_code

),

remark_unknown as (

    select
        {{ finding(
            'remark_unknown',
            "concat('The reader remarked \"', remarks.remark_code, '\": ', remarks.remark_text)",
            printed='remarks.remark_code',
            page_number='remarks.page_number',
            publication_id='remarks.publication_id'
        ) }}

    from remarks

    left join finding_codes
        on remarks.remark_code = finding_codes.finding_code

    where finding_codes.finding_code is null

),

header_absent as (

    -- The reader's remark says more where it makes one.
    select
        {{ finding(
            'header_absent',
            "'No header text stands above the table: the roles of the columns rest on the order of the series.'",
            publication_id='publications.publication_id'
        ) }}

    from publications

    left join remarks
        on
            publications.publication_id = remarks.publication_id
            and remarks.remark_code = 'header_absent'

    where publications.header_kind = 'absent' and remarks.publication_id is null

),

layouts_by_age as (

    select
        publications.*,
        row_number() over (
            partition by layout_fingerprint
            order by first_load_id nulls last, file_name nulls last, publication_id nulls last
        ) as publication_of_layout

    from publications

),

layout_new as (

    select
        {{ finding(
            'layout_new',
            "'This is the first publication with this layout: compare it with its picture once.'",
            printed='layout_fingerprint'
        ) }}

    from layouts_by_age

    where publication_of_layout = 1

),

needed_roles as (
    {% for role in ['municipality'] + published_roles() %}
    select '{{ role }}' as column_role
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}

),

column_missing as (

    select
        {{ finding(
            'column_missing',
            "concat('The table has no column for ', needed_roles.column_role, '.')",
            column_role='needed_roles.column_role',
            publication_id='publications.publication_id'
        ) }}

    from publications

    cross join needed_roles

    left join columns
        on
            publications.publication_id = columns.publication_id
            and needed_roles.column_role = columns.column_role

    where columns.publication_id is null

),

column_repeated as (

    select
        {{ finding(
            'column_repeated',
            "concat(cast(count(*) as string), ' columns have the role ', column_role, '.')",
            printed='count(*)',
            computed='1',
            column_role='column_role'
        ) }}

    from columns

    -- Shares are set aside, however many there are.
    where column_role <> 'share'

    group by publication_id, column_role

    having count(*) > 1

),

cell_of_other_role as (

    select
        {{ finding(
            'column_contradictory',
            "concat('A cell of column ', cast(cells.column_number as string), ' says it is ', cells.column_role,
            ', its column says ', coalesce(columns.column_role, 'nothing'), '.')",
            printed='cells.cell_text',
            row_number='cells.row_number',
            column_role='cells.column_role',
            page_number='cells.page_number',
            publication_id='cells.publication_id'
        ) }}

    from cells

    left join columns
        on
            cells.publication_id = columns.publication_id
            and cells.column_number = columns.column_number

    where cells.column_role is distinct from columns.column_role

),

two_cells_in_one_place as (

    select
        {{ finding(
            'column_contradictory',
            "concat('Row ', cast(row_number as string), ' has ', cast(count(*) as string), ' cells in column ',
            cast(column_number as string), '.')",
            printed=joined_texts('cell_text', ' | '),
            row_number='row_number',
            column_role='min(column_role)',
            page_number='min(page_number)'
        ) }}

    from cells

    group by publication_id, row_number, column_number

    having count(*) > 1

),

row_in_two_places as (

    select
        {{ finding(
            'column_contradictory',
            "concat('Row ', cast(row_number as string), ' is both a municipality row and a total row, or stands on two pages.')",
            row_number='row_number',
            page_number='min(page_number)'
        ) }}

    from cells

    group by publication_id, row_number

    having count(distinct row_kind) > 1 or count(distinct page_number) > 1

),

findings as (
    {{ all_of([
        'readers_disagree', 'known_remarks', 'remark_unknown', 'header_absent', 'layout_new', 'column_missing', 'column_repeated',
        'cell_of_other_role', 'two_cells_in_one_place', 'row_in_two_places'
    ]) }}

)

select * from findings
