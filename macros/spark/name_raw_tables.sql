{#
  Gives the Parquet folders of raw tables their names (`raw.cells`, …) in Spark, once for a home:

      dbt run-operation name_raw_tables --target spark

  Views, so that a load that is added later is seen without any more doing. KLANTPROFIELEN_SPARK_RAW is the folder, on any
  file system that Spark reads; HOME/spark/raw unless it says otherwise.
#}
{% macro name_raw_tables() %}
  {%- set home = env_var('KLANTPROFIELEN_HOME', env_var('PWD', '.')) -%}
  {%- set folder = env_var('KLANTPROFIELEN_SPARK_RAW', home ~ '/spark/raw') -%}
  {%- do run_query("create schema if not exists raw") -%}
  {%- for source in graph.sources.values() -%}
    {%- do run_query(
      "create or replace view raw." ~ source.identifier ~ " as select * from parquet.`" ~ folder ~ "/"
      ~ source.identifier ~ "`"
    ) -%}
  {%- endfor -%}
{% endmacro %}
