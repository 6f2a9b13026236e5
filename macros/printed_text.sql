{# Text as printed, with every kind of space as one plain space and without the marks that print nothing. #}
{% macro plain_spaces(text) %}
  {%- set wide = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" -%}
  {%- set spaces = "\t\r\n\u00a0" ~ wide -%}
  {%- set invisible = "\u00ad\u200b\u200c\u200d\u2060\ufeff" -%}
  {%- set spaced = "translate(" ~ text ~ ", '" ~ spaces ~ invisible ~ "', '" ~ ' ' * (spaces | length) ~ "')" -%}
  {{- return("trim(" ~ replace_pattern(spaced, ' +', ' ') ~ ")") -}}
{% endmacro %}


{# The words of a text, lower case and without accents, one space before and after each, so that ' word ' finds one. #}
{% macro spaced_words(text) %}
  {{- return("concat(' ', trim(" ~ replace_pattern(name_key(text), '[^a-z0-9]+', ' ') ~ "), ' ')") -}}
{% endmacro %}


{# Whether a regular expression is found anywhere in a text; the pattern may hold neither a backslash nor a quote. #}
{% macro holds_pattern(text, pattern) %}
  {{- return(adapter.dispatch('holds_pattern')(text, pattern)) -}}
{% endmacro %}

{% macro default__holds_pattern(text, pattern) %}
  {{- return("(" ~ text ~ " rlike " ~ regular_expression(pattern) ~ ")") -}}
{% endmacro %}

{% macro duckdb__holds_pattern(text, pattern) %}
  {{- return("regexp_matches(" ~ text ~ ", " ~ regular_expression(pattern) ~ ")") -}}
{% endmacro %}


{# What a group of a regular expression caught, null where the pattern is not found. #}
{% macro caught(text, pattern, group) %}
  {{- return("nullif(trim(regexp_extract(" ~ text ~ ", " ~ regular_expression(pattern) ~ ", " ~ group ~ ")), '')") -}}
{% endmacro %}


{#
  A printed count as an integer: digits alone, or groups of three digits behind one to three with '.' or a space between
  them, the same throughout. Anything else, a leading zero too, is null: never a guess.
#}
{% macro printed_count(text) %}
  {%- set plain = "translate(" ~ plain_spaces(text) ~ ", '\'\'’', '..')" -%}
  {%- set strict = '^(0|[1-9][0-9]{0,6}|[1-9][0-9]{0,2}([.][0-9]{3}){1,2}|[1-9][0-9]{0,2}( [0-9]{3}){1,2})$' -%}
  case
        when {{ holds_pattern(plain, strict) }}
            then cast({{ replace_pattern(plain, '[. ]', '') }} as bigint)
    end
{%- endmacro %}


{# Texts of a group in one, in order, with a separator. #}
{% macro joined_texts(text, separator) %}
  {{- return(adapter.dispatch('joined_texts')(text, separator)) -}}
{% endmacro %}

{% macro default__joined_texts(text, separator) %}
  {#- Of nothing but nulls it makes an empty text, where DuckDB makes none. -#}
  {%- set joined = "array_join(array_sort(collect_set(" ~ text ~ ")), '" ~ separator ~ "')" -%}
  {{- return("case when count(" ~ text ~ ") > 0 then " ~ joined ~ " end") -}}
{% endmacro %}

{% macro duckdb__joined_texts(text, separator) %}
  {{- return("string_agg(distinct " ~ text ~ ", '" ~ separator ~ "' order by " ~ text ~ ")") -}}
{% endmacro %}


{# A text in which every match of a pattern is rewritten; both may be columns. The rewriting holds groups as in \1. #}
{% macro rewritten_text(text, pattern, rewriting) %}
  {{- return(adapter.dispatch('rewritten_text')(text, pattern, rewriting)) -}}
{% endmacro %}

{% macro default__rewritten_text(text, pattern, rewriting) %}
  {{- return("regexp_replace(" ~ text ~ ", " ~ pattern ~ ", translate(" ~ rewriting ~ ", '\\\\', '$'))") -}}
{% endmacro %}

{% macro duckdb__rewritten_text(text, pattern, rewriting) %}
  {{- return("regexp_replace(" ~ text ~ ", " ~ pattern ~ ", " ~ rewriting ~ ", 'g')") -}}
{% endmacro %}


{# Texts of a group in one, in the order of a number, with nothing between them. #}
{% macro texts_in_order(text, number) %}
  {{- return(adapter.dispatch('texts_in_order')(text, number)) -}}
{% endmacro %}

{% macro default__texts_in_order(text, number) %}
  {%- set in_order = "array_sort(collect_list(struct(" ~ number ~ " as place, " ~ text ~ " as part)))" -%}
  {%- set joined = "array_join(transform(" ~ in_order ~ ", x -> x.part), '')" -%}
  {{- return("case when count(" ~ text ~ ") > 0 then " ~ joined ~ " end") -}}
{% endmacro %}

{% macro duckdb__texts_in_order(text, number) %}
  {{- return("string_agg(" ~ text ~ ", '' order by " ~ number ~ ")") -}}
{% endmacro %}
