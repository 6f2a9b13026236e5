{#
  Makes the table function that the published file offers for "as published on DATE":

      from municipality_quarters_as_published('2021-06-30')

  It has the rows of `fct_municipality_quarter_versions` that were the published version on that day. A colophon that
  gives only a month counts from its first day, a publication without a date from the day by which it had come out at
  its source, or, where looking shows none, from the first day after its quarter: `published_from_basis` says which.
  The table is named without its catalogue, so the function goes on working when the file is moved or renamed.
#}
{% macro create_as_published_function() %}
  {{- return(adapter.dispatch('create_as_published_function')()) -}}
{% endmacro %}

{% macro default__create_as_published_function() %}
    create or replace function municipality_quarters_as_published(published_on date)
    returns table
    return
    select * from {{ this }}
    where published_from <= published_on and published_on < published_to
{% endmacro %}

{% macro duckdb__create_as_published_function() %}
    create or replace macro {{ this.schema }}.municipality_quarters_as_published(published_on) as table
    select * from {{ this.schema }}.{{ this.identifier }}
    where published_from <= cast(published_on as date) and cast(published_on as date) < published_to
{% endmacro %}
