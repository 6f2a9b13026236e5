{#- A bar of links beside the rows is no column of the region: the first words tell it, the others go with them. -#}
{%- set bar = 'home|homepage|startpagina|hoofdmenu|menu|sitemap|zoeken|inloggen|contact|nieuws|over ons|disclaimer' -%}
{%- set links = bar ~ '|hoofdpagina|vacatures|agenda|archief|publicaties|downloads|privacy|cookies|help|vragen|english'
    ~ '|veelgestelde|landelijke cijfers|alle regio s|andere regio s|naar boven|terug|over|colofon|toegankelijkheid' -%}
with

heading_lines as (
    select * from {{ ref('int_heading_lines') }}
    where not is_over_two_headings
),

passage_words as (
    select * from {{ ref('int_quarters_rewritten') }}
    where passage_kind = 'heading'
),

region_names as (select * from {{ ref('stg_cbs__region_aliases') }}),

region_letters as (

    select distinct
        name_letters,
        uwv_region_number

    from region_names

),

in_words as (

    select
        heading_lines.*,
        passage_words.left_words,
        heading_lines.passage_role = 'region_column'
        and {{ holds_pattern('passage_words.left_words', '(^| )(' ~ bar ~ ')( |$)') }} as is_bar_of_links

    from heading_lines

    inner join passage_words
        on heading_lines.passage_text = passage_words.passage_text

),

without_links as (

    select
        in_words.*,
        case
            when is_bar_of_links
                then trim({{ replace_pattern(
                    replace_pattern("replace(concat(' ', left_words, ' '), ' ', '  ')", ' (' ~ (links | replace(' ', '  ')) ~ ') ', ' '),
                    ' +', ' '
                ) }})
            else left_words
        end as named_words

    from in_words

),

with_region_numbers as (

    -- '6 Flevoland', 'Flevoland (6)'
    select
        without_links.*,
        cast(
            coalesce(
                {{ caught('named_words', '^([0-9]{1,2})( |$)', 1) }},
                {{ caught('named_words', ' ([0-9]{1,2})$', 1) }}
            ) as integer
        ) as printed_region_number,
        trim(
            {{ replace_pattern('named_words', '^[0-9]{1,2}( |$)| [0-9]{1,2}$', '') }}
        ) as region_words

    from without_links

),

columns_of_regions as (

    -- Links to several regions beside the rows say nothing of the table's own.
    select
        with_region_numbers.publication_id,
        with_region_numbers.is_primary_reader,
        with_region_numbers.passage_number

    from with_region_numbers

    inner join region_names
        on concat(' ', with_region_numbers.region_words, ' ') like concat('% ', region_names.alias_key, ' %')

    where with_region_numbers.passage_role = 'region_column'

    group by
        with_region_numbers.publication_id,
        with_region_numbers.is_primary_reader,
        with_region_numbers.passage_number

    having count(distinct region_names.uwv_region_number) > 1

),

parsed as (

    select

        ---------- ids
        with_region_numbers.publication_id,
        with_region_numbers.passage_number,
        region_letters.uwv_region_number,

        ---------- text
        with_region_numbers.passage_role,
        with_region_numbers.region_words,
        case
            when region_letters.uwv_region_number is not null then 'region'
            when
                columns_of_regions.publication_id is not null
                or (with_region_numbers.is_bar_of_links and with_region_numbers.named_words = '')
                then 'links'
            when with_region_numbers.left_words = '' then 'title or quarter'
            when with_region_numbers.region_words = '' then 'region number alone'
            when with_region_numbers.passage_role = 'region_column' then 'unknown region'
            else 'not about quarter or region'
        end as heading_meaning,

        ---------- numerics
        case
            when
                region_letters.uwv_region_number is not null
                or (with_region_numbers.passage_role = 'region_column' and columns_of_regions.publication_id is null)
                then with_region_numbers.printed_region_number
        end as printed_region_number,
        with_region_numbers.page_number,

        ---------- booleans
        with_region_numbers.is_primary_reader

    from with_region_numbers

    left join region_letters
        on replace(with_region_numbers.region_words, ' ', '') = region_letters.name_letters

    left join columns_of_regions
        on
            with_region_numbers.publication_id = columns_of_regions.publication_id
            and with_region_numbers.is_primary_reader = columns_of_regions.is_primary_reader
            and with_region_numbers.passage_number = columns_of_regions.passage_number

)

select * from parsed
