-- Names that stand for no municipality, the wrong one, or one twice; and municipalities that are not there.
with

matched_rows as (

    select * from {{ ref('int_municipalities_matched') }}

),

expected_municipalities as (

    select * from {{ ref('int_expected_municipalities_compared') }}

),

exceptions as (

    select * from {{ ref('stg_uwv__region_exceptions') }}

),

identified as (

    select * from {{ ref('int_publications_identified') }}

),

{%- set by_match_kind = [
    ('unknown', 'municipality_unknown', 'is the name of no municipality'),
    ('not in period', 'municipality_not_in_period', 'did not exist in this quarter'),
    ('of other region', 'municipality_of_other_region', 'belongs to another labour-market region'),
    ('ambiguous', 'municipality_ambiguous', 'stands for two municipalities of this region'),
] %}
{%- for match_kind, code, words in by_match_kind %}

{{ code }} as (

    select
        {{ finding(
            code,
            "concat('\"', printed_name, '\" " ~ words ~ ".')",
            printed='printed_name',
            row_number='row_number',
            column_role="'municipality'",
            page_number='page_number'
        ) }}

    from matched_rows

    where match_kind = '{{ match_kind }}'

),
{%- endfor %}

municipality_by_exception as (

    select
        {{ finding(
            'municipality_by_exception',
            "concat(matched_rows.printed_name, ' passes by a reviewed exception: ', exceptions.reason, '.')",
            printed='matched_rows.printed_name',
            computed='matched_rows.municipality_code',
            row_number='matched_rows.row_number',
            column_role="'municipality'",
            page_number='matched_rows.page_number',
            publication_id='matched_rows.publication_id'
        ) }}

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

),

name_mark_ignored as (

    select
        {{ finding(
            'name_mark_ignored',
            "concat('The mark behind \"', printed_name, '\" was left out: read its footnote.')",
            printed='printed_name',
            row_number='row_number',
            column_role="'municipality'",
            page_number='page_number'
        ) }}

    from matched_rows

    where is_mark_ignored and municipality_code is not null

),

municipality_repeated as (

    select
        {{ finding(
            'municipality_repeated',
            "concat(min(printed_name), ' stands in the table ', cast(count(*) as string), ' times.')",
            printed='count(*)',
            computed='1',
            row_number='max(row_number)',
            column_role="'municipality'",
            page_number='max(page_number)'
        ) }}

    from matched_rows

    where municipality_code is not null

    group by publication_id, municipality_code

    having count(*) > 1

),

municipality_absent as (

    select
        {{ finding(
            'municipality_absent',
            "concat(municipality_name, ' (', municipality_code, ') belongs to the region and is not in the table.')",
            computed='municipality_code'
        ) }}

    from expected_municipalities

    where not is_seen

),

findings as (
    {{ all_of([
        'municipality_unknown', 'municipality_not_in_period', 'municipality_of_other_region', 'municipality_ambiguous',
        'municipality_by_exception', 'name_mark_ignored', 'municipality_repeated', 'municipality_absent'
    ]) }}

)

select * from findings
