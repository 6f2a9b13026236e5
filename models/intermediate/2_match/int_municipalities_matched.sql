-- Which municipality every row of a table stands for, on the publication's date and in its region.
{%- set signs = '†‡§¶#①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿' %}
{%- set raised = '⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁽⁾' %}
{#- Behind a name, or before it: `almere 1`, `almere*`, `1 de bilt`, `¹de bilt`. -#}
{%- set mark = '[*' ~ signs ~ raised ~ ']+' %}
{%- set footnote_mark = '^(' ~ mark ~ ' ?|[0-9]{1,2} )+|( ?(' ~ mark ~ '|[0-9]{1,2}))+$' %}
{#- Spaces, an ellipsis, and what a font does not name. -#}
{%- set unreadable = '[ …' ~ "\ufffd\ue000-\uf8ff" ~ ']' %}
with

cells as (
    select * from {{ ref('int_cells_typed') }}
    where row_kind = 'municipality'
),

publications as (select * from {{ ref('int_publications_identified') }}),

names as (select * from {{ ref('int_municipality_names') }}),

exceptions as (select * from {{ ref('stg_uwv__region_exceptions') }}),

table_rows as (

    select
        cells.publication_id,
        cells.row_number,
        publications.quarter_start_date,
        publications.uwv_region_number as publication_region_number,
        min(cells.page_number) as page_number,
        max(cells.cell_text) filter (where cells.column_role = 'municipality') as printed_name,
        {{ name_key("max(cells.cell_text) filter (where cells.column_role = 'municipality')") }} as printed_key

    from cells

    inner join publications
        on cells.publication_id = publications.publication_id

    group by cells.publication_id, cells.row_number, publications.quarter_start_date, publications.uwv_region_number

),

keyed_rows as (

    select
        table_rows.*,
        {{ replace_pattern('printed_key', footnote_mark, '') }} as alias_key,
        {{ holds_pattern('printed_key', footnote_mark) }} as is_mark_ignored

    from table_rows

),

candidates as (

    select
        keyed_rows.publication_id,
        keyed_rows.row_number,
        names.municipality_code,
        names.municipality_key,
        names.valid_from <= keyed_rows.quarter_start_date
        and names.valid_to > keyed_rows.quarter_start_date as is_in_period,
        coalesce(names.uwv_region_number = keyed_rows.publication_region_number, false) as is_in_region,
        exceptions.municipality_code is not null as is_excepted

    from keyed_rows

    -- Letters decide, not spaces: a name that was hyphenated at the end of a line may have gained one.
    inner join names
        on replace(keyed_rows.alias_key, ' ', '') = replace(names.alias_key, ' ', '')

    left join exceptions
        on
            names.municipality_code = exceptions.municipality_code
            and keyed_rows.publication_region_number = exceptions.uwv_region_number
            and keyed_rows.quarter_start_date >= exceptions.from_quarter_start_date
            and keyed_rows.quarter_start_date
            <= coalesce(exceptions.to_quarter_start_date, keyed_rows.quarter_start_date)

),

choices as (

    select
        publication_id,
        row_number,
        count(distinct municipality_code) filter (where is_in_period) as in_period_count,
        count(distinct municipality_code) filter (where is_in_period and is_in_region) as in_region_count,
        count(distinct municipality_code) filter (where is_in_period and is_excepted) as excepted_count,
        max(municipality_code) filter (where is_in_period and is_in_region) as code_in_region,
        max(municipality_key) filter (where is_in_period and is_in_region) as key_in_region,
        max(municipality_code) filter (where is_in_period and is_excepted) as excepted_code,
        max(municipality_key) filter (where is_in_period and is_excepted) as excepted_key

    from candidates

    group by publication_id, row_number

),

unmatched_rows as (

    select
        keyed_rows.publication_id,
        keyed_rows.row_number,
        keyed_rows.quarter_start_date,
        keyed_rows.publication_region_number,
        {{ replace_pattern('keyed_rows.alias_key', unreadable, '') }} as printed_letters

    from keyed_rows

    left join choices
        on
            keyed_rows.publication_id = choices.publication_id
            and keyed_rows.row_number = choices.row_number

    where choices.publication_id is null

),

completions as (

    -- A name that is cut at its cell's border, or lost a bracket that the font does not name, is the one municipality
    -- of the region that begins so; at least half of its name must be there.
    select
        unmatched_rows.publication_id,
        unmatched_rows.row_number,
        count(distinct names.municipality_code) as completion_count,
        max(names.municipality_code) as completed_code,
        max(names.municipality_key) as completed_key

    from unmatched_rows

    inner join names
        on
            unmatched_rows.publication_region_number = names.uwv_region_number
            and unmatched_rows.quarter_start_date >= names.valid_from
            and unmatched_rows.quarter_start_date < names.valid_to
            and replace(names.alias_key, ' ', '') like concat(unmatched_rows.printed_letters, '%')

    where length(unmatched_rows.printed_letters) >= 4

    group by unmatched_rows.publication_id, unmatched_rows.row_number

    having max(length(replace(names.alias_key, ' ', ''))) <= 2 * max(length(unmatched_rows.printed_letters))

),

judged_rows as (

    select
        keyed_rows.*,
        choices.code_in_region,
        choices.key_in_region,
        completions.completed_code,
        completions.completed_key,
        choices.excepted_code,
        choices.excepted_key,
        case
            when keyed_rows.printed_name is null then 'no name'
            when completions.completion_count = 1 then 'completed in region'
            when choices.publication_id is null then 'unknown'
            when keyed_rows.quarter_start_date is null or keyed_rows.publication_region_number is null then 'undecided'
            when choices.in_region_count = 1 then 'in region'
            when choices.in_region_count > 1 then 'ambiguous'
            when choices.excepted_count = 1 then 'by exception'
            when choices.excepted_count > 1 then 'ambiguous'
            when choices.in_period_count > 0 then 'of other region'
            when choices.in_period_count = 0 then 'not in period'
        end as match_kind

    from keyed_rows

    left join choices
        on
            keyed_rows.publication_id = choices.publication_id
            and keyed_rows.row_number = choices.row_number

    left join completions
        on
            keyed_rows.publication_id = completions.publication_id
            and keyed_rows.row_number = completions.row_number

),

matched as (

    select

        ---------- ids
        publication_id,
        row_number,
        case
            when match_kind = 'in region' then code_in_region
            when match_kind = 'by exception' then excepted_code
            when match_kind = 'completed in region' then completed_code
        end as municipality_code,
        case
            when match_kind = 'in region' then key_in_region
            when match_kind = 'by exception' then excepted_key
            when match_kind = 'completed in region' then completed_key
        end as municipality_key,

        ---------- text
        printed_name,
        match_kind,

        ---------- numerics
        page_number,

        ---------- booleans
        is_mark_ignored

    from judged_rows

)

select * from matched
