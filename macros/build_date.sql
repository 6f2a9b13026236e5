{# The day of the build: what had not ended or not come out by then is in the future. The clock by which a document
   was first read says nothing. #}
{% macro build_date() %}
  {{- return("current_date") -}}
{% endmacro %}
