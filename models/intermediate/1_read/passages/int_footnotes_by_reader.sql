{%- set number = '([0-9][0-9. ]*(,[0-9]{3})?)' -%}
{%- set persons = number ~ ' ?(personen|mensen|doelgroepers)' -%}
{%- set percentage = '([0-9]+([.,][0-9]+)?) ?(%|procent|percent|pct)' -%}
{#- What the number counts may be told in any word where its percentage, which bears it out, is told as well. -#}
{%- set size = '([1-9][0-9]{0,2}([., ][0-9]{3})+|[1-9][0-9]{2,5})([^0-9]|$)' -%}
{%- set months = 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december' -%}
{%- set no_size = percentage ~ '|(kwartaal|' ~ months ~ '|q[1-4]|eind|einde|ultimo|begin|medio|jaar|in)( van)?'
    ~ ' ?(19|20)[0-9]{2}' -%}
{%- set verbs = 'bevat|bevatte|telt|telde|omvat|omvatte|heeft|had|kent|kende|bestaat|bestond|staan|stonden|zitten|zaten'
    ~ '|zijn|waren|is|was|horen|aandeel|daarvan|hiervan|waarvan' -%}
{#- The name ends at a verb, a word on the share or a number; one may stand before it. Spaces at `bevat` may be too
    narrow to be seen. -#}
{%- set name_ends = '( (' ~ verbs ~ '|het|in|van wie|en [0-9]+|[0-9]+)| ?bevat[a-z]*)' -%}
{%- set region = ' (arbeidsmarktregio|arbeidsmarkt regio|amr|regio) (([0-9]+ )?[^0-9]+?)' ~ name_ends ~ ' ' -%}
{#- `in het Rijk van Nijmegen`: what a region's name without that word stands behind. -#}
{%- set before_name = ' (in|voor|binnen|uit)( de| het| heel| geheel)? ' -%}
{%- set of_country = '(^| )(landelijk|landelijke|nederland)( |$)' -%}
{%- set country_register = ' landelijke? (doelgroep|doelgroepen|banenafspraak)? ?register ' -%}
with

passages as (select * from {{ ref('stg_uwv__passages_by_reader') }}),

region_names as (select * from {{ ref('stg_cbs__region_aliases') }}),

region_letters as (

    select distinct
        name_letters,
        uwv_region_number

    from region_names

),

footnotes as (

    select
        publication_id,
        passage_number,
        passage_text,
        page_number,
        is_primary_reader,
        {{ spaced_words('passage_text') }} as words,
        -- An apostrophe may stand between thousands, or a sign that the font tells no meaning of.
        translate(lower({{ plain_spaces('passage_text') }}), '''’{{ '\ufffd' }}', '...') as plain_text

    from passages

    where passage_role = 'footnote'

),

without_shares_and_years as (

    select
        footnotes.*,
        {{ replace_pattern('plain_text', no_size, '') }} as text_of_size

    from footnotes

),

caught_parts as (

    select
        without_shares_and_years.*,
        -- "in deze regio" names none, nor does "in de regio staan": a name begins with a capital.
        case
            when {{ holds_pattern('passage_text', '(regio|REGIO|Regio|AMR|amr)[ \u00a0]+([0-9]+ )?[A-Z’]') }}
                then {{ caught("replace(replace(words, 'deze regio', ''), 'deze arbeidsmarktregio', '')", region, 2) }}
        end as region_phrase,
        {{ caught('plain_text', '^.*?in totaal ' ~ number, 1) }} as first_total,
        {{ caught('plain_text', '^.*in totaal ' ~ number, 1) }} as last_total,
        {{ caught('plain_text', 'doelgroepregister[^0-9:.]*: ' ~ number, 1) }} as number_behind_register,
        {{ caught('plain_text', '^.*?(^|[^0-9. ]) ?' ~ persons, 2) }} as first_persons,
        {{ caught('plain_text', '^.*[^0-9. ] ?' ~ persons, 1) }} as last_persons,
        {{ caught('plain_text', '^.*[^0-9. (] ?' ~ persons, 1) }} as last_persons_outside_brackets,
        {{ caught('plain_text', '^.*?' ~ percentage, 1) }} as first_percentage,
        {{ caught('plain_text', '^.*[^0-9.,]' ~ percentage, 1) }} as last_percentage,
        {{ caught('text_of_size', '^.*?(^|[^0-9., ]) ?' ~ size, 2) }} as first_size,
        {{ caught('text_of_size', '^.*(^|[^0-9., ]) ?' ~ size, 2) }} as last_size

    from without_shares_and_years

),

chosen_parts as (

    -- A text that holds two numbers of the same kind says nothing certain about either.
    select
        caught_parts.*,
        cast({{ caught('region_phrase', '^([0-9]{1,2}) ', 1) }} as integer) as printed_region_number,
        {{ replace_pattern('region_phrase', '^[0-9]{1,2} ', '') }} as region_words,
        case
            -- A comma, or a sign without a meaning, that stands between thousands is only proven by the percentage.
            when
                first_percentage is null
                and {{ holds_pattern('passage_text', '[0-9](\ufffd[0-9]|,[0-9]{3}( |$))') }}
                then null
            when first_total = last_total
                then {{ replace_pattern('first_total', '[. ]+$', '') }}
            -- How many of them stand in Sonar may follow in brackets.
            when first_total is null and first_persons in (last_persons, last_persons_outside_brackets)
                then {{ replace_pattern('first_persons', '[. ]+$', '') }}
            when first_total is null and first_persons is null and number_behind_register is not null
                then {{ replace_pattern('number_behind_register', '[. ]+$', '') }}
            when
                first_total is null
                and first_persons is null
                and first_percentage is not null
                and first_size = last_size
                then first_size
        end as register_text,
        case
            when
                coalesce(last_percentage, first_percentage) = first_percentage
                and {{ holds_pattern('first_percentage', '^[0-9]{1,3}([.,][0-9]{1,2})?$') }}
                then first_percentage
        end as percentage_text

    from caught_parts

),

regions_within as (

    -- 'telt voor Zeeland', 'kent in het Rijk van Nijmegen': named without the word region. Two regions are none.
    select
        footnotes.publication_id,
        footnotes.is_primary_reader,
        footnotes.passage_number,
        max(region_names.uwv_region_number) as uwv_region_number

    from footnotes

    inner join region_names
        on
            {{ replace_pattern('footnotes.words', before_name, ' in ') }}
            like concat('% in ', region_names.alias_key, ' %')
            or footnotes.words like concat('% van ', region_names.alias_key, ' %')

    group by footnotes.publication_id, footnotes.is_primary_reader, footnotes.passage_number

    having count(distinct region_names.uwv_region_number) = 1

),

typed as (

    select
        chosen_parts.*,
        {{ printed_count("replace(register_text, ',', '.')") }} as target_group_register,
        cast(replace(percentage_text, ',', '.') as decimal(9, 4)) as printed_percentage,
        length({{ replace_pattern('percentage_text', '^[0-9]+[.,]?', '') }}) as percentage_decimals

    from chosen_parts

),

parsed as (

    select

        ---------- ids
        typed.publication_id,
        typed.passage_number,
        coalesce(region_letters.uwv_region_number, regions_within.uwv_region_number) as uwv_region_number,

        ---------- text
        typed.region_words,

        ---------- numerics
        typed.printed_region_number,
        typed.target_group_register,
        typed.printed_percentage,
        typed.percentage_decimals,
        typed.page_number,

        ---------- booleans
        typed.is_primary_reader

    from typed

    left join region_letters
        on replace(typed.region_words, ' ', '') = region_letters.name_letters

    left join regions_within
        on
            typed.region_words is null
            and typed.publication_id = regions_within.publication_id
            and typed.is_primary_reader = regions_within.is_primary_reader
            and typed.passage_number = regions_within.passage_number

    -- A sentence on the register of the whole country, which may stand beside the region's, names no region. That the
    -- register is one of the whole country may be said where a region's part of it is told.
    where
        region_letters.uwv_region_number is not null
        or not {{ holds_pattern('typed.words', of_country) }}
        or (
            regions_within.uwv_region_number is not null
            and not {{ holds_pattern(replace_pattern('typed.words', country_register, ' register '), of_country) }}
        )

)

select * from parsed
