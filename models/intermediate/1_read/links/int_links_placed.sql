-- The region and quarter that a link or a file name tells of: a hint of what stands at an address, and no fact.
with

link_texts as (select * from {{ ref('int_link_texts') }}),

passage_words as (
    select * from {{ ref('int_quarters_rewritten') }}
    where passage_kind = 'heading'
),

region_aliases as (select * from {{ ref('stg_cbs__region_aliases') }}),

in_words as (

    -- A link has more words than a heading ('PDF, 120 kB'), so that a region is looked for among them.
    select
        link_texts.*,
        concat(' ', passage_words.left_words, ' ') as words,
        {{ caught('passage_words.quarter_words', '^.*? ([12][0-9]{3}q[1-4]) ', 1) }} as first_quarter,
        {{ caught('passage_words.quarter_words', '^.* ([12][0-9]{3}q[1-4]) ', 1) }} as last_quarter

    from link_texts

    inner join passage_words
        on link_texts.passage_text = passage_words.passage_text

),

regions_named as (

    select
        in_words.address,
        in_words.text_kind,
        region_aliases.alias_key,
        region_aliases.uwv_region_number

    from in_words

    inner join region_aliases
        on contains(in_words.words, concat(' ', region_aliases.alias_key, ' '))

),

regions_meant as (

    -- A name within a longer name that stands there is not meant by itself.
    select regions_named.*

    from regions_named

    left join regions_named as longer
        on
            regions_named.address = longer.address
            and regions_named.text_kind = longer.text_kind
            and regions_named.alias_key <> longer.alias_key
            and contains(concat(' ', longer.alias_key, ' '), concat(' ', regions_named.alias_key, ' '))

    where longer.alias_key is null

),

regions as (

    select
        address,
        text_kind,
        case when count(distinct uwv_region_number) = 1 then max(uwv_region_number) end as uwv_region_number

    from regions_meant

    group by address, text_kind

),

texts_placed as (

    select
        in_words.address,
        in_words.document_sha256,
        in_words.text_kind,
        in_words.passage_text,
        regions.uwv_region_number,
        case
            when in_words.first_quarter = in_words.last_quarter
                then make_date(
                        cast(left(in_words.first_quarter, 4) as integer),
                        3 * cast(right(in_words.first_quarter, 1) as integer) - 2,
                        1
                    )
        end as quarter_start_date

    from in_words

    left join regions
        on
            in_words.address = regions.address
            and in_words.text_kind = regions.text_kind

),

links_placed as (

    select

        ---------- ids
        address,
        max(document_sha256) as address_document_sha256,
        max(case when text_kind = 'link' then uwv_region_number end) as link_region_number,
        coalesce(
            max(case when text_kind = 'link' then uwv_region_number end), max(uwv_region_number)
        ) as address_region_number,

        ---------- text
        max(case when text_kind = 'link' then passage_text end) as link_text,

        ---------- dates
        max(case when text_kind = 'link' then quarter_start_date end) as link_quarter_start_date,
        coalesce(
            max(case when text_kind = 'link' then quarter_start_date end), max(quarter_start_date)
        ) as address_quarter_start_date

    from texts_placed

    group by address

)

select * from links_placed
