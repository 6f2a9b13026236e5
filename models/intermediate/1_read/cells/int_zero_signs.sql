{#- A note may say that a sign stands for nobody: `Een lege cel betekent dat er geen personen zijn`, `– = nihil`. -#}
{%- set zero = '(([=:] ?|betekent |staat voor )0|[ =:]nul)([^0-9a-z]|$)' -%}
{%- set people = '(personen|mensen|klanten|kandidaten|profielen|doelgroepers|cliënten)' -%}
{%- set nobody = '(nihil|niemand|geen ' ~ people ~ '|' ~ zero ~ ')' -%}
{%- set fewer = '(minder|kleiner|lager|onder|beneden|hoogstens|maximaal|bekend|privacy|<|≤|t/m)|(geen|niet) (nul|0)' -%}
{%- set blank = '(leeg|lege|blanco|oningevuld|niet ingevuld)' -%}
{%- set dash = '((^|[ ‘’“”(])[-–—‒−][‘’“”)]? ?(=|:|betekent|staat voor|is )|streepje)' -%}
with

notes as (

    select * from {{ ref('stg_uwv__passages_by_reader') }}
    where passage_role = 'blanks_note'

),

plain_notes as (

    select
        publication_id,
        is_primary_reader,
        lower({{ plain_spaces('passage_text') }}) as plain_text

    from notes

),

notes_on_nobody as (

    -- A note that also speaks of small or unknown numbers does not tell which of both a sign stands for.
    select * from plain_notes
    where
        {{ holds_pattern('plain_text', nobody) }}
        and not {{ holds_pattern('plain_text', fewer) }}

),

signs as (

    select
        publication_id,
        is_primary_reader,
        max(case when {{ holds_pattern('plain_text', blank) }} then 1 else 0 end) = 1 as is_blank_zero,
        max(case when {{ holds_pattern('plain_text', dash) }} then 1 else 0 end) = 1 as is_dash_zero

    from notes_on_nobody

    group by publication_id, is_primary_reader

)

select * from signs
