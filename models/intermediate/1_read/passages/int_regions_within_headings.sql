-- Regions whose names stand as whole words within the headings, whatever else these say: 'Zeeland: wie is zichtbaar?'.
with

heading_lines as (
    select * from {{ ref('int_heading_lines') }}
    where passage_role = 'heading'
),

passage_words as (
    select * from {{ ref('int_quarters_rewritten') }}
    where passage_kind = 'heading'
),

region_names as (select * from {{ ref('stg_cbs__region_aliases') }}),

regions_within as (

    select distinct

        ---------- ids
        heading_lines.publication_id,
        region_names.uwv_region_number,

        ---------- booleans
        heading_lines.is_primary_reader

    from heading_lines

    inner join passage_words
        on heading_lines.passage_text = passage_words.passage_text

    inner join region_names
        on concat(' ', passage_words.left_words, ' ') like concat('% ', region_names.alias_key, ' %')

)

select * from regions_within
