{#
  The key under which a printed municipality or region name is looked up: the alias rule, in one place.

  - Lower case; accents and ligatures become plain letters; what only shapes a line (soft hyphens, zero-width
    characters, combining marks) goes.
  - Spaces, hyphens, dots, commas, brackets, slashes, apostrophes and quotes of every kind become one space.
  - A leading 'gemeente ' and a trailing 'c.a.', '(gem.)' or '(gemeente)' go.
  - Every other character stays. A footnote mark ('Almere*', 'Almere 1)', 'Almere²') may say that the number means
    something else, so it stays in the key: such a key matches no name, and the row becomes a finding.

  It is written with `translate`, which DuckDB and Spark share, and not with each engine's own idea of an accent.
#}
{% macro name_key(text) %}
  {%- set letters = {
    'a': 'àáâãäåāăą', 'c': 'çćĉċč', 'd': 'ďđ', 'e': 'èéêëēĕėęě', 'g': 'ĝğġģ', 'h': 'ĥħ', 'i': 'ìíîïĩīĭįı',
    'j': 'ĵ', 'k': 'ķ', 'l': 'ĺļľł', 'n': 'ñńņň', 'o': 'òóôõöøōŏő', 'r': 'ŕŗř', 's': 'śŝşš', 't': 'ţťŧ',
    'u': 'ùúûüũūŭůűų', 'w': 'ŵ', 'y': 'ýÿŷ', 'z': 'źżž'
  } -%}
  {%- set ligatures = {
    'ĳ': 'ij', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss',
    'ﬀ': 'ff', 'ﬁ': 'fi', 'ﬂ': 'fl', 'ﬃ': 'ffi', 'ﬄ': 'ffl', 'ﬅ': 'st', 'ﬆ': 'st'
  } -%}
  {%- set blank = " \t\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" -%}
  {%- set dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212" -%}
  {%- set quotes = "''\"`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u2033\u02b9\u02bb\u02bc" -%}
  {%- set points = ".,;:/()[]&" -%}
  {%- set invisible = "\u00ad\u200b\u200c\u200d\u2060\ufeff" -%}
  {%- set combining = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328" -%}

  {%- set spaced = blank ~ dashes ~ quotes ~ points -%}
  {%- set from_characters = letters.values() | join ~ spaced ~ invisible ~ combining -%}
  {#- A doubled quote is one character of the literal. -#}
  {%- set to_characters = namespace(text='') -%}
  {%- for plain, accented in letters.items() -%}
    {%- set to_characters.text = to_characters.text ~ plain * (accented | length) -%}
  {%- endfor -%}
  {%- set to_characters.text = to_characters.text ~ ' ' * (spaced | length - 1) -%}

  {%- set plain_text = namespace(sql='lower(' ~ text ~ ')') -%}
  {%- for ligature, expanded in ligatures.items() -%}
    {%- set plain_text.sql = "replace(" ~ plain_text.sql ~ ", '" ~ ligature ~ "', '" ~ expanded ~ "')" -%}
  {%- endfor -%}
  {%- set translated = "translate(" ~ plain_text.sql ~ ", '" ~ from_characters ~ "', '" ~ to_characters.text ~ "')" -%}
  {%- set trimmed = "trim(" ~ replace_pattern(translated, ' +', ' ') ~ ")" -%}
  {{- replace_pattern(trimmed, '^gemeente |( c a| ca| gem| gemeente)+$', '') -}}
{% endmacro %}


{# Replaces every match of a regular expression; the pattern may hold neither a backslash nor a quote. #}
{% macro replace_pattern(text, pattern, replacement) %}
  {{- return(adapter.dispatch('replace_pattern')(text, pattern, replacement)) -}}
{% endmacro %}

{% macro default__replace_pattern(text, pattern, replacement) %}
  {{- return("regexp_replace(" ~ text ~ ", " ~ regular_expression(pattern) ~ ", '" ~ replacement ~ "')") -}}
{% endmacro %}

{# DuckDB replaces only the first match unless told otherwise. #}
{% macro duckdb__replace_pattern(text, pattern, replacement) %}
  {{- return("regexp_replace(" ~ text ~ ", " ~ regular_expression(pattern) ~ ", '" ~ replacement ~ "', 'g')") -}}
{% endmacro %}


{# A pattern as a literal. Of all that ends a line, '.' leaves out the newline alone: in Java only if it is told so. #}
{% macro regular_expression(pattern) %}
  {{- return(adapter.dispatch('regular_expression')(pattern)) -}}
{% endmacro %}

{% macro default__regular_expression(pattern) %}
  {{- return("'(?d)" ~ pattern ~ "'") -}}
{% endmacro %}

{% macro duckdb__regular_expression(pattern) %}
  {{- return("'" ~ pattern ~ "'") -}}
{% endmacro %}
