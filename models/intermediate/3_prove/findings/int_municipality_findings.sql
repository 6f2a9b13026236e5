-- Names that stand for no municipality, the wrong one, or one twice; and municipalities that are not there.
with

matched_rows as (select * from {{ ref('int_municipalities_matched') }}),

expected_municipalities as (select * from {{ ref('int_expected_municipalities') }}),

exceptions as (select * from {{ ref('stg_uwv__region_exceptions') }}),

identified as (select * from {{ ref('int_publications_identified') }}),

findings as (

    select
        publication_id,
        case match_kind
            when 'unknown' then 'municipality_unknown'
            when 'not in period' then 'municipality_not_in_period'
            when 'of other region' then 'municipality_of_other_region'
            when 'ambiguous' then 'municipality_ambiguous'
        end as finding_code,
        printed_name as printed,
        cast(null as string) as computed,
        row_number,
        'municipality' as column_role,
        page_number,
        cast(null as string) as detail

    from matched_rows

    where match_kind in ('unknown', 'not in period', 'of other region', 'ambiguous')

    union all

    select
        matched_rows.publication_id,
        'municipality_by_exception' as finding_code,
        matched_rows.printed_name as printed,
        matched_rows.municipality_code as computed,
        matched_rows.row_number,
        'municipality' as column_role,
        matched_rows.page_number,
        exceptions.reason as detail

    from matched_rows

    inner join identified
        on matched_rows.publication_id = identified.publication_id

    inner join exceptions
        on
            matched_rows.municipality_code = exceptions.municipality_code
            and identified.uwv_region_number = exceptions.uwv_region_number
            and identified.quarter_start_date >= exceptions.from_quarter_start_date
            and identified.quarter_start_date
            <= coalesce(exceptions.to_quarter_start_date, identified.quarter_start_date)

    where matched_rows.match_kind = 'by exception'

    union all

    select
        publication_id,
        'name_mark_ignored' as finding_code,
        printed_name as printed,
        cast(null as string) as computed,
        row_number,
        'municipality' as column_role,
        page_number,
        cast(null as string) as detail

    from matched_rows

    where is_mark_ignored and municipality_code is not null

    union all

    select
        matched_rows.publication_id,
        'name_completed' as finding_code,
        matched_rows.printed_name as printed,
        matched_rows.municipality_code as computed,
        matched_rows.row_number,
        'municipality' as column_role,
        matched_rows.page_number,
        coalesce(expected_municipalities.municipality_name, matched_rows.municipality_code) as detail

    from matched_rows

    left join expected_municipalities
        on
            matched_rows.publication_id = expected_municipalities.publication_id
            and matched_rows.municipality_code = expected_municipalities.municipality_code

    where matched_rows.match_kind = 'completed in region'

    union all

    select
        publication_id,
        'municipality_repeated' as finding_code,
        cast(count(*) as string) as printed,
        '1' as computed,
        max(row_number) as row_number,
        'municipality' as column_role,
        max(page_number) as page_number,
        min(printed_name) as detail

    from matched_rows

    where municipality_code is not null

    group by publication_id, municipality_code

    having count(*) > 1

    union all

    select
        publication_id,
        'municipality_absent' as finding_code,
        {{ finding_columns(computed='municipality_code', detail='municipality_name') }}

    from expected_municipalities

    where not is_seen

)

select * from findings
