{#
  How a quarter with its year stands in words, once ordinals and Roman numbers are digits (' 2 kwartaal 2020 ',
  ' q 2 2020 ', ' 2020 q2 '), with the groups that hold number and year.
#}
{% macro quarter_phrase_patterns() %}
  {%- set quarter = '(kwartaal|kwart|kwrt|kwt|kw|q|k)' -%}
  {%- set year = '([12][0-9]{3})' -%}
  {{- return([
    {'pattern': ' ([0-9]) ?' ~ quarter ~ ' (van |in |over )?(het jaar )?' ~ year ~ ' ', 'number': 1, 'year': 5},
    {'pattern': ' ' ~ quarter ~ ' ?([0-9]) (van |in |over )?(het jaar )?' ~ year ~ ' ', 'number': 2, 'year': 5},
    {'pattern': ' ' ~ year ~ ' ?' ~ quarter ~ ' ?([0-9]) ', 'number': 3, 'year': 1},
    {'pattern': ' ' ~ year ~ ' ([0-9]) ?' ~ quarter ~ ' ', 'number': 2, 'year': 1},
  ]) -}}
{% endmacro %}
