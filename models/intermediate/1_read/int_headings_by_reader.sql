with

heading_lines as (
    select * from {{ ref('int_heading_lines') }}
    where not is_over_two_headings
),

passage_words as (
    select * from {{ ref('int_passage_words') }}
    where passage_kind = 'heading'
),

region_names as (

    -- A space may be too narrow in print to be seen, so a name counts without its spaces.
    select distinct
        replace(alias_key, ' ', '') as name_letters,
        uwv_region_number

    from {{ ref('stg_cbs__region_aliases') }}

),

with_region_numbers as (

    -- '6 Flevoland', 'Flevoland (6)'
    select
        heading_lines.*,
        passage_words.left_words,
        cast(
            coalesce(
                {{ caught('passage_words.left_words', '^([0-9]{1,2})( |$)', 1) }},
                {{ caught('passage_words.left_words', ' ([0-9]{1,2})$', 1) }}
            ) as integer
        ) as printed_region_number,
        trim(
            {{ replace_pattern('passage_words.left_words', '^[0-9]{1,2}( |$)| [0-9]{1,2}$', '') }}
        ) as region_words

    from heading_lines

    inner join passage_words
        on heading_lines.passage_text = passage_words.passage_text

),

parsed as (

    select

        ---------- ids
        with_region_numbers.publication_id,
        with_region_numbers.reader,
        with_region_numbers.passage_number,
        region_names.uwv_region_number,

        ---------- text
        with_region_numbers.passage_role,
        with_region_numbers.passage_text,
        with_region_numbers.region_words,
        case
            when region_names.uwv_region_number is not null then 'region'
            when with_region_numbers.left_words = '' then 'title or quarter'
            when with_region_numbers.region_words = '' then 'region number alone'
            when with_region_numbers.passage_role = 'region_column' then 'unknown region'
            else 'not about quarter or region'
        end as heading_meaning,

        ---------- numerics
        case
            when region_names.uwv_region_number is not null or with_region_numbers.passage_role = 'region_column'
                then with_region_numbers.printed_region_number
        end as printed_region_number,
        with_region_numbers.page_number,

        ---------- booleans
        with_region_numbers.is_primary_reader

    from with_region_numbers

    left join region_names
        on replace(with_region_numbers.region_words, ' ', '') = region_names.name_letters

)

select * from parsed
