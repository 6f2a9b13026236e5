{#
  Makes the table function that leads from a number of a coverage mart to the cells that it rests on:

      from provenance('mart_regional_coverage', '2020-04-01/6', 'profile_coverage_ratio')

  The key is the quarter's first day, then, behind a '/', the place: '2020-04-01/6/GM0034' (region and municipality) in
  mart_municipality_coverage, '2020-04-01/6' (region) in mart_regional_coverage and its comparable series, '2020-04-01'
  in mart_national_coverage, '2020-04-01/GM0034' in mart_municipality_coverage_comparable.
#}
{% macro create_provenance_function() %}
  {{- return(adapter.dispatch('create_provenance_function')()) -}}
{% endmacro %}

{% macro default__create_provenance_function() %}
    create or replace function provenance(of_mart string, of_key string, of_column string)
    returns table
    return
    {{ provenance_query(this) }}
{% endmacro %}

{% macro duckdb__create_provenance_function() %}
    create or replace macro {{ this.schema }}.provenance(of_mart, of_key, of_column) as table
    {{ provenance_query(this.schema) }}
{% endmacro %}

{# Tables are named without their catalogue, so the function goes on working when the file is moved or renamed. #}
{% macro provenance_query(place) %}
  {%- set schema = place.schema or place -%}
    with

    asked as (

        select * from {{ schema }}.mart_provenance_columns

        where mart_name = of_mart and column_name = of_column

    ),

    quarters as (

        select * from {{ schema }}.dim_quarters

        where cast(quarter_start_date as string) = substr(of_key, 1, 10)

    ),

    documents_of_municipalities as (

        -- A municipality is followed into another region, unless it stands in the documents of two.
        select
            municipality_quarter_key,
            municipality_code,
            quarter_start_date,
            case
                when count(*) over (partition by municipality_code, quarter_start_date) > 1 then uwv_region_number
                else 0
            end as followed_region_number

        from {{ schema }}.fct_municipality_quarters

    ),

    earlier_quarters as (

        select 'quarter before' as origin, previous_quarter_start_date as quarter_start_date from quarters

        union all

        select 'year before' as origin, year_before_quarter_start_date as quarter_start_date from quarters

    ),

    numbers as (

        select 'itself' as origin, of_mart as mart_name, of_key as number_key

        union all

        select
            'region' as origin,
            'mart_regional_coverage' as mart_name,
            concat(split_part(of_key, '/', 1), '/', split_part(of_key, '/', 2)) as number_key

        where of_mart = 'mart_municipality_coverage'

        union all

        select
            'region' as origin,
            'mart_regional_coverage_comparable' as mart_name,
            concat(split_part(of_key, '/', 1), '/', cast(uwv_region_number as string)) as number_key

        from {{ schema }}.dim_municipalities

        where
            of_mart = 'mart_municipality_coverage_comparable'
            and municipality_code = split_part(of_key, '/', 2)
            and is_current

        union all

        select
            'country' as origin,
            'mart_national_coverage' as mart_name,
            split_part(of_key, '/', 1) as number_key

        union all

        select
            origin,
            of_mart as mart_name,
            concat(cast(quarter_start_date as string), substr(of_key, 11)) as number_key

        from earlier_quarters

        where of_mart <> 'mart_municipality_coverage'

        union all

        select
            earlier_quarters.origin,
            of_mart as mart_name,
            that_quarter.municipality_quarter_key as number_key

        from earlier_quarters

        inner join documents_of_municipalities as asked_quarter
            on asked_quarter.municipality_quarter_key = of_key

        inner join documents_of_municipalities as that_quarter
            on
                earlier_quarters.quarter_start_date = that_quarter.quarter_start_date
                and asked_quarter.municipality_code = that_quarter.municipality_code
                and asked_quarter.followed_region_number = that_quarter.followed_region_number

        where of_mart = 'mart_municipality_coverage'

    ),

    printed_rows as (

        select
            asked.origin,
            asked.evidence,
            asked.column_role,
            table_rows.publication_id,
            table_rows.row_number,
            table_rows.weight

        from asked

        inner join numbers
            on asked.origin = numbers.origin

        inner join {{ schema }}.mart_provenance_rows as table_rows
            on
                numbers.mart_name = table_rows.mart_name
                and numbers.number_key = table_rows.number_key

    ),

    counted_cells as (

        select
            printed_rows.origin,
            printed_rows.evidence,
            printed_rows.weight,
            cells.locator

        from printed_rows

        inner join {{ schema }}.fct_cells as cells
            on
                printed_rows.publication_id = cells.publication_id
                and printed_rows.row_number = cells.row_number
                and printed_rows.column_role = cells.column_role

        where printed_rows.evidence = 'counted'

    ),

    total_cells as (

        select distinct
            printed_rows.origin,
            printed_rows.evidence,
            cast(null as decimal(18, 9)) as weight,
            equations.printed_locator as locator

        from printed_rows

        inner join {{ schema }}.fct_equations as equations
            on
                printed_rows.publication_id = equations.publication_id
                and printed_rows.column_role = equations.column_role

        where printed_rows.evidence = 'total row' and equations.equation_kind = 'column'

    ),

    evidence_cells as (

        select * from counted_cells

        union all

        select * from total_cells

    ),

    located_cells as (

        select
            evidence_cells.origin,
            evidence_cells.evidence,
            evidence_cells.weight,
            cells.locator,
            cells.publication_id,
            cells.row_number,
            cells.column_role,
            cells.counts_as,
            cells.municipality_code,
            cells.cell_text as printed_text,
            cells.corrected_text,
            cells.cell_count,
            cells.cell_count_min,
            cells.cell_count_max,
            cells.page_number,
            cells.x0,
            cells.top,
            cells.x1,
            cells.bottom

        from evidence_cells

        inner join {{ schema }}.fct_cells as cells
            on evidence_cells.locator = cells.locator

    ),

    footnotes as (

        select distinct
            printed_rows.origin,
            printed_rows.evidence,
            cast(null as decimal(18, 9)) as weight,
            {{ passage_locator('passages') }} as locator,
            passages.publication_id,
            cast(null as bigint) as row_number,
            passages.passage_role as column_role,
            passages.passage_role as counts_as,
            cast(null as string) as municipality_code,
            passages.passage_text as printed_text,
            cast(null as string) as corrected_text,
            cast(null as bigint) as cell_count,
            cast(null as bigint) as cell_count_min,
            cast(null as bigint) as cell_count_max,
            passages.page_number,
            passages.x0,
            passages.top,
            passages.x1,
            passages.bottom

        from printed_rows

        inner join {{ schema }}.fct_passages as passages
            on printed_rows.publication_id = passages.publication_id

        where printed_rows.evidence = 'footnote' and passages.passage_role = 'footnote'

    )

    select * from located_cells

    union all

    select * from footnotes
{% endmacro %}


{# A cell's place as `publication/page/row/role`: the role is in the named column of the relation. #}
{% macro cell_locator(cells, role) %}
  {{- return(
    "concat(" ~ cells ~ ".publication_id, '/', cast(" ~ cells ~ ".page_number as string), '/', cast("
    ~ cells ~ ".row_number as string), '/', " ~ cells ~ "." ~ role ~ ")"
  ) -}}
{% endmacro %}


{# A passage's place as `publication/page/pN/role`, with its own number where a cell's has that of its row. #}
{% macro passage_locator(passages) %}
  {{- return(
    "concat(" ~ passages ~ ".publication_id, '/', cast(" ~ passages ~ ".page_number as string), '/p', cast("
    ~ passages ~ ".passage_number as string), '/', " ~ passages ~ ".passage_role)"
  ) -}}
{% endmacro %}
