"""What the pages ask the published release, in SQL, and what a reader may ask in the browser.

Where braces stand, the caller puts in the names of figures.
"""

REGIONS = """
    select uwv_region_number, labour_market_region_code, labour_market_region_name
    from dim_labour_market_regions
    where is_current and uwv_region_number is not null
    order by labour_market_region_name
"""

MUNICIPALITIES = """
    select
        municipality_code,
        max_by(municipality_name, valid_from) as municipality_name,
        max_by(uwv_region_number, valid_from) filter (where uwv_region_number is not null) as region,
        nullif(max(valid_to), date '9999-12-31') as until
    from dim_municipalities
    group by municipality_code
    order by municipality_name, municipality_code
"""

SUCCESSORS = """
    select municipality_code, successor_code, cast(weight as double) as weight
    from dim_municipality_successors
    where municipality_code <> successor_code
    order by municipality_code, weight desc nulls last, successor_code
"""

# How else people write a municipality's name.
ALIASES = """
    select municipality_code, alias
    from reference.municipality_alias
    where kind <> 'CBS name' and kind not like 'UWV office area%'
    order by municipality_code, alias
"""

NATIONAL = """
    select
        'NL' as place, quarter_start_date, null as region, null as publication_id, null as row_number,
        '' as remarks, region_count, expected_region_count, null as parts,
        {figures}
    from mart_national_coverage
    order by quarter_start_date
"""

# Which ground a publication covers, on the newest borders: a municipality of today is whole (its code) where all that
# it was then made of stand in the publication, else the parts that do, and how many there were.
_GROUND = """
    published as (
        select
            publication_id,
            quarter_start_date,
            municipality_code,
            string_agg(distinct source_municipality_code, '+' order by source_municipality_code) as sources,
            count(distinct source_municipality_code) as source_count
        from mart_comparable_sources
        group by publication_id, quarter_start_date, municipality_code
    ),

    there_were as (
        select municipality_code, quarter_start_date, source_row_count + missing_source_count as source_count
        from mart_municipality_coverage_comparable
    ),

    ground as (
        select
            published.publication_id,
            string_agg(
                if(
                    published.source_count >= there_were.source_count,
                    municipality_code,
                    concat(municipality_code, '(', published.sources, ' of ', there_were.source_count, ')')
                ),
                ' ' order by municipality_code
            ) as parts
        from published
        inner join there_were using (municipality_code, quarter_start_date)
        group by published.publication_id
    )
"""

REGIONAL = f"""
    with {_GROUND}

    select
        cast(uwv_region_number as varchar) as place, quarter_start_date, uwv_region_number as region, publication_id,
        total_row_number, '' as remarks, region.municipality_count, region.expected_municipality_count, parts,
        {{figures}}
    from mart_regional_coverage as region
    left join ground using (publication_id)
    left join (select publication_id, total_row_number from fct_region_quarters) as totals using (publication_id)
    order by uwv_region_number, quarter_start_date
"""  # noqa: S608 - our own text, above

REGIONAL_COMPARABLE = """
    select
        cast(uwv_region_number as varchar) as place, quarter_start_date, uwv_region_number as region,
        null as publication_id, null as row_number,
        concat_ws(
            ' ',
            if(is_estimated, 'estimated', null),
            if(has_unknown_weight, 'unknown_weight', null),
            if(has_changed_composition, 'changed_composition', null),
            if(is_complete, null, 'incomplete')
        ) as remarks,
        seen_municipality_count, expected_municipality_count,
        null as parts,
        {figures}
    from mart_regional_coverage_comparable
    order by uwv_region_number, quarter_start_date
"""

# A municipality that keeps its code may still take in others: then one of today is made of fewer than before.
MUNICIPAL = """
    with made_of as (
        select
            sources.quarter_start_date,
            sources.source_municipality_code as municipality_code,
            string_agg(
                distinct concat(municipality_code, ' of ', source_row_count + missing_source_count), ' '
                order by concat(municipality_code, ' of ', source_row_count + missing_source_count)
            ) as parts
        from mart_comparable_sources as sources
        inner join mart_municipality_coverage_comparable as newest using (municipality_code, quarter_start_date)
        group by sources.quarter_start_date, sources.source_municipality_code
    )

    select
        municipality_code as place, quarter_start_date, uwv_region_number as region, publication_id, row_number,
        '' as remarks, null as seen, null as expected, parts,
        {figures}
    from mart_municipality_coverage
    left join made_of using (quarter_start_date, municipality_code)
    order by municipality_code, quarter_start_date, uwv_region_number
"""

# A row that is one printed row, whole, leads to it.
MUNICIPAL_COMPARABLE = """
    with printed as (
        select
            municipality_code,
            quarter_start_date,
            max(publication_id) as publication_id,
            max(row_number) as row_number
        from mart_comparable_sources
        group by municipality_code, quarter_start_date
        having count(*) = 1 and max(weight) = 1
    )

    select
        municipality_code as place, quarter_start_date, uwv_region_number as region,
        printed.publication_id, printed.row_number,
        concat_ws(
            ' ',
            if(is_estimated, 'estimated', null),
            if(has_unknown_weight, 'unknown_weight', null),
            if(is_complete, null, 'incomplete')
        ) as remarks,
        source_row_count, source_row_count + missing_source_count as expected, null as parts,
        {figures}
    from mart_municipality_coverage_comparable
    left join printed using (municipality_code, quarter_start_date)
    order by municipality_code, quarter_start_date
"""

LEDGER = """
    select
        quarter_start_date, uwv_region_number, ledger_status, publication_id, source_status
    from mart_publication_ledger
    order by quarter_start_date, uwv_region_number
"""

PUBLICATIONS = """
    select
        publication_id, uwv_region_number, quarter_start_date, file_name, status, published_date,
        published_date_precision, version_number, superseded_by_publication_id,
        error_code, error_message
    from mart_publications
    order by quarter_start_date, uwv_region_number, version_number nulls last, file_name
"""

FINDINGS = """
    select publication_id, finding_code, severity, message, message_nl
    from mart_findings
    order by publication_id, severity, finding_number
"""

REVISIONS = """
    select
        publication_id, previous_publication_id, uwv_region_number, quarter_start_date, municipality_code, column_role,
        revision_kind, count_before, count_after, row_number_before, row_number_after
    from mart_revisions
    order by quarter_start_date, uwv_region_number, row_number_after nulls last, column_role
"""

# What those corrections did to the region as a whole; mart_revisions has its municipalities and its register.
TOTAL_REVISIONS = """
    with corrected as (
        select distinct publication_id, previous_publication_id from mart_revisions
    ),

    totals as (
        select publication_id, total_row_number, uwv_region_number, quarter_start_date, column_role, client_count
        from fct_region_quarter_versions
        unpivot include nulls (
            client_count for column_role in (
                municipal_clients_with_profile, municipal_clients_without_profile,
                uwv_clients_with_profile, uwv_clients_without_profile, clients_in_sonar
            )
        )
    )

    select
        corrected.publication_id, corrected.previous_publication_id, after_it.uwv_region_number,
        after_it.quarter_start_date, null as municipality_code, after_it.column_role, 'cell changed' as revision_kind,
        before_it.client_count as count_before, after_it.client_count as count_after,
        before_it.total_row_number as row_number_before, after_it.total_row_number as row_number_after
    from corrected
    inner join totals as after_it on corrected.publication_id = after_it.publication_id
    inner join totals as before_it
        on corrected.previous_publication_id = before_it.publication_id
        and after_it.column_role = before_it.column_role
    where before_it.client_count is distinct from after_it.client_count
    order by after_it.quarter_start_date, after_it.uwv_region_number, after_it.column_role
"""

DOCUMENTS = """
    select
        publication_id, document_sha256, source_address, reader, versions.target_group_register,
        {counts}
    from dim_publications
    inner join fct_region_quarter_versions as versions using (publication_id)
    order by publication_id
"""

CELLS = """
    select
        publication_id, row_number, column_number, row_kind, column_role, counts_as, header_text, municipality_code,
        cell_text, corrected_text, page_number, x0, top, x1, bottom, cell_count, cell_count_min, cell_count_max
    from fct_cells
    order by publication_id, row_number, column_number
"""

PASSAGES = """
    select publication_id, passage_number, passage_role, passage_text, page_number, x0, top, x1, bottom
    from fct_passages
    order by publication_id, passage_number
"""

EQUATIONS = """
    select
        publication_id, equation_kind, row_number, column_role, cast(printed_number as double) as printed,
        cast(computed_number_min as double) as low, cast(computed_number_max as double) as high, verdict
    from fct_equations
    order by
        publication_id, case equation_kind when 'row' then 1 when 'column' then 2 else 3 end, row_number, column_role
"""

SOURCES = """
    select municipality_code, quarter_start_date, source_municipality_code, publication_id, row_number
    from mart_comparable_sources
    order by municipality_code, quarter_start_date, source_municipality_code, publication_id
"""

# What a reader asks in the browser: the marts, and the dimensions that they name.
IN_THE_BROWSER = (
    "mart_regional_coverage",
    "mart_regional_coverage_comparable",
    "mart_municipality_coverage",
    "mart_municipality_coverage_comparable",
    "mart_national_coverage",
    "mart_publication_ledger",
    "mart_publications",
    "mart_findings",
    "mart_revisions",
    "dim_municipalities",
    "dim_labour_market_regions",
    "dim_quarters",
    "dim_finding_codes",
)

EXAMPLES = {
    "latest": """\
select labour_market_region_name, quarter_label, clients_in_sonar,
  round(100 * profile_coverage_ratio, 1) as with_profile_percent
from mart_regional_coverage
where quarter_start_date = (select max(quarter_start_date) from mart_regional_coverage)
order by profile_coverage_ratio desc nulls last""",
    "place": """\
select quarter_label, clients_in_sonar, clients_with_profile
from mart_municipality_coverage_comparable
where municipality_code = 'GM0014'
order by quarter_start_date""",
    "gap": """\
select labour_market_region_name, quarter_label,
  round(100 * (uwv_profile_coverage_ratio - municipal_profile_coverage_ratio), 1) as difference_in_points
from mart_regional_coverage
where uwv_profile_coverage_ratio is not null and municipal_profile_coverage_ratio is not null
order by difference_in_points desc
limit 20""",
    "missing": """\
select ledger_status, count(*) as quarters
from mart_publication_ledger
group by ledger_status
order by quarters desc""",
}
