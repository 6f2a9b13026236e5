{#
  Which printed columns stand behind each number of the coverage marts. One entry a mart column, origin and printed
  column:

  - origin: whose rows. 'itself'; 'quarter before' and 'year before' of the same place; its 'region'; the 'country'.
  - role: the printed column; 'footnote' for what is no cell, 'nothing printed' where no text is behind the number.
  - evidence: 'counted' (cells of municipality rows), 'total row', 'footnote'; or, for a number that no cell prints,
    'reference data', 'publications' or 'findings': what it counts instead.
#}
{% macro provenance_columns() %}
  {%- set entries = [] -%}
  {%- set marts = {
    'mart_municipality_coverage': {'changes': ['clients_in_sonar', 'profile_coverage_ratio']},
    'mart_regional_coverage': {
      'changes': ['clients_in_sonar', 'profile_coverage_ratio', 'register_coverage_ratio'],
      'register': true, 'total': true
    },
    'mart_national_coverage': {'register': true, 'total': true},
    'mart_municipality_coverage_comparable': {},
    'mart_regional_coverage_comparable': {'register': true},
  } -%}
  {%- set ratios = {
    'profile_coverage_ratio': ['municipal_clients_with_profile', 'uwv_clients_with_profile', 'clients_in_sonar'],
    'municipal_profile_coverage_ratio': subtotal_roles()['municipal_clients'],
    'uwv_profile_coverage_ratio': subtotal_roles()['uwv_clients'],
  } -%}

  {%- for mart, has in marts.items() -%}
    {%- for count in shown_counts() -%}
      {%- for bound in ['', '_min', '_max'] -%}
        {%- set roles = subtotal_roles().get(count, [count]) -%}
        {%- do add_provenance(entries, mart, count ~ bound, 'itself', roles, has.total) -%}
      {%- endfor -%}
    {%- endfor -%}
    {%- for ratio, roles in ratios.items() -%}
      {%- do add_provenance(entries, mart, ratio, 'itself', roles, has.total) -%}
    {%- endfor -%}
    {%- if has.register -%}
      {%- do add_evidence(entries, mart, 'target_group_register', 'itself', 'footnote') -%}
      {%- do add_provenance(
        entries, mart, 'register_coverage_ratio', 'itself', ['clients_in_sonar'], has.total, true
      ) -%}
    {%- endif -%}
    {%- for measure in has.changes or [] -%}
      {%- for column, before in [('_change_on_quarter', 'quarter before'), ('_change_on_year', 'year before')] -%}
        {%- for origin in ['itself', before] -%}
          {%- do add_provenance(
            entries, mart, measure ~ column, origin, ratios.get(measure, ['clients_in_sonar']), has.total,
            measure == 'register_coverage_ratio'
          ) -%}
        {%- endfor -%}
      {%- endfor -%}
    {%- endfor -%}
  {%- endfor -%}

  {%- set mart = 'mart_municipality_coverage' -%}
  {%- do add_provenance(entries, mart, 'share_of_region_ratio', 'itself', ['clients_in_sonar'], false) -%}
  {%- do add_provenance(entries, mart, 'share_of_region_ratio', 'region', ['clients_in_sonar'], true) -%}
  {%- do add_provenance(
    entries, mart, 'profile_coverage_rank_in_region', 'region', ratios.profile_coverage_ratio, false
  ) -%}

  {%- set mart = 'mart_regional_coverage' -%}
  {%- do add_provenance(entries, mart, 'computed_clients_in_sonar', 'itself', ['clients_in_sonar'], false) -%}
  {%- do add_evidence(entries, mart, 'printed_clients_in_sonar', 'itself', 'total row', 'clients_in_sonar') -%}
  {%- do add_evidence(entries, mart, 'printed_register_coverage_percentage', 'itself', 'footnote') -%}
  {%- do add_provenance(entries, mart, 'profile_coverage_rank', 'country', ratios.profile_coverage_ratio, true) -%}
  {%- for origin in ['itself', 'country'] -%}
    {%- do add_provenance(
      entries, mart, 'profile_coverage_ratio_difference_to_national', origin, ratios.profile_coverage_ratio, true
    ) -%}
    {%- do add_provenance(
      entries, mart, 'register_coverage_ratio_difference_to_national', origin, ['clients_in_sonar'], true, true
    ) -%}
  {%- endfor -%}
  {%- do add_evidence(entries, mart, 'municipality_count', 'itself', 'counted', 'municipality') -%}
  {%- do add_evidence(entries, mart, 'expected_municipality_count', 'itself', 'reference data') -%}
  {%- do add_evidence(entries, mart, 'national_region_count', 'country', 'publications') -%}
  {%- do add_evidence(entries, mart, 'warning_count', 'itself', 'findings') -%}

  {%- set mart = 'mart_national_coverage' -%}
  {%- do add_provenance(entries, mart, 'clients_in_sonar_with_register', 'itself', ['clients_in_sonar'], true) -%}
  {%- do add_evidence(entries, mart, 'region_count', 'itself', 'publications') -%}
  {%- do add_evidence(entries, mart, 'register_region_count', 'itself', 'footnote') -%}
  {%- do add_evidence(entries, mart, 'expected_region_count', 'itself', 'reference data') -%}

  {%- set mart = 'mart_municipality_coverage_comparable' -%}
  {%- do add_evidence(entries, mart, 'source_row_count', 'itself', 'counted', 'municipality') -%}
  {%- do add_evidence(entries, mart, 'missing_source_count', 'itself', 'reference data') -%}

  {%- set mart = 'mart_regional_coverage_comparable' -%}
  {%- do add_evidence(entries, mart, 'source_row_count', 'itself', 'counted', 'municipality') -%}
  {%- do add_evidence(entries, mart, 'seen_municipality_count', 'itself', 'counted', 'municipality') -%}
  {%- do add_evidence(entries, mart, 'expected_municipality_count', 'itself', 'reference data') -%}

  {{- return(entries) -}}
{% endmacro %}


{# Cells of municipality rows; beside them the total row that proves them, and the footnote with the register. #}
{% macro add_provenance(entries, mart, name, origin, roles, with_total_row, with_footnote=false) %}
  {%- for role in roles -%}
    {%- do add_evidence(entries, mart, name, origin, 'counted', role) -%}
    {%- if with_total_row -%}
      {%- do add_evidence(entries, mart, name, origin, 'total row', role) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if with_footnote -%}
    {%- do add_evidence(entries, mart, name, origin, 'footnote') -%}
  {%- endif -%}
{% endmacro %}

{% macro add_evidence(entries, mart, name, origin, evidence, role=none) %}
  {%- set printed = role or ('footnote' if evidence == 'footnote' else 'nothing printed') -%}
  {%- do entries.append({'mart': mart, 'name': name, 'origin': origin, 'evidence': evidence, 'role': printed}) -%}
{% endmacro %}
