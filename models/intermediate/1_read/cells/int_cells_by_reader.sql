{#- A cell without a text is read only where a note says what a blank stands for. -#}
{%- set suppressed = '^(|-|–|—|‒|−|x|[*]{1,3}|[.]{1,3}|…|•|n[.]? ?b[.]?|n[.]? ?v[.]? ?t[.]?|geheim)$' -%}
{%- set dash = '^[-–—‒−]$' -%}
{%- set below = '^(<|minder dan) ?([1-9][0-9]?)$' -%}
{%- set footnote_mark = ' ?([*†‡§¶#①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁽⁾]+)$' -%}
{#- Thousands by a comma, or by a sign that the font tells no meaning of: what it means is proven by the sums. -#}
{%- set by_comma = '^([1-9][0-9]{0,2}([,\ufffd][0-9]{3}){1,2})$' -%}
{%- set comma = '[,\ufffd]' -%}
{%- set at_most = '^(≤|<=) ?([1-9][0-9]?)$' -%}
with

cells as (select * from {{ ref('stg_uwv__cells_by_reader') }}),

corrections as (select * from {{ ref('stg_uwv__publication_corrections') }}),

zero_signs as (select * from {{ ref('int_zero_signs') }}),

first_cells as (

    -- Where two cells claim one place the publication is rejected; the first stands here for the others.
    select * from cells

    qualify
        row_number() over (
            partition by publication_id, is_primary_reader, row_number, column_number
            order by
                page_number nulls last,
                top nulls last,
                x0 nulls last,
                column_role nulls last,
                row_kind nulls last,
                cell_text nulls last
        ) = 1

),

corrected_cells as (

    -- The guard: a correction holds only while the cell still says what the seed says is printed there.
    select
        first_cells.*,
        corrections.corrected_text,
        lower({{ plain_spaces('coalesce(corrections.corrected_text, first_cells.cell_text)') }}) as plain_text

    from first_cells

    left join corrections
        on
            first_cells.publication_id = corrections.publication_id
            and first_cells.row_number = corrections.row_number
            and first_cells.column_role = corrections.column_role
            and first_cells.cell_text = corrections.printed_text

),

plainly_counted_cells as (

    -- A blank or a dash counts nobody where a note of the document says so, and only there.
    select
        corrected_cells.*,
        case
            when zero_signs.is_blank_zero and plain_text = '' then 0
            when zero_signs.is_dash_zero and {{ holds_pattern('plain_text', dash) }} then 0
            else {{ printed_count(replace_pattern('plain_text', footnote_mark, '')) | indent(8) }}
        end as plain_count,
        cast({{ replace_pattern(
            caught(replace_pattern('plain_text', footnote_mark, ''), by_comma, 1), comma, ''
        ) }} as bigint) as comma_count,
        column_role in ({{ quoted_roles(part_roles()) }}) as is_part,
        column_role not in ('region', 'municipality', 'share') as is_of_counts

    from corrected_cells

    left join zero_signs
        on
            corrected_cells.publication_id = zero_signs.publication_id
            and corrected_cells.is_primary_reader = zero_signs.is_primary_reader

),

rows_with_commas as (

    -- 917 + 1,917 = 2,834 holds for thousands alone: with decimals, a whole number among the parts breaks it.
    select
        publication_id,
        is_primary_reader,
        sum(case when is_part then coalesce(plain_count, comma_count) end) as parts,
        count(case when is_part then coalesce(plain_count, comma_count) end) as part_count,
        max(case when column_role = 'clients_in_sonar' then comma_count end) as row_total,
        count(case when is_part and plain_count > 0 then 1 end) as whole_part_count,
        count(
            case when is_of_counts and {{ holds_pattern('plain_text', comma) }} and comma_count is null then 1 end
        ) as other_commas,
        count(case when is_of_counts and plain_text like '%,%' then 1 end) as printed_commas,
        count(case when is_of_counts and {{ holds_pattern('plain_text', '[0-9][. ][0-9]') }} then 1 end) as other_groups

    from plainly_counted_cells

    group by publication_id, is_primary_reader, row_number

),

thousands_by_comma as (

    select
        publication_id,
        is_primary_reader

    from rows_with_commas

    group by publication_id, is_primary_reader

    having
        sum(other_commas) = 0
        -- Points beside commas make these decimals; a sign without a meaning is a point of another font.
        and (sum(other_groups) = 0 or sum(printed_commas) = 0)
        and count(case when part_count = 4 and whole_part_count > 0 and parts = row_total then 1 end) > 0
        and count(case when part_count = 4 and parts <> row_total then 1 end) = 0

),

counted_cells as (

    select
        plainly_counted_cells.*,
        case
            when thousands_by_comma.publication_id is null then plainly_counted_cells.plain_count
            else coalesce(plainly_counted_cells.plain_count, plainly_counted_cells.comma_count)
        end as cell_count,
        {{ holds_pattern('plain_text', footnote_mark) }} as is_marked,
        {{ holds_pattern('plain_text', suppressed) }} as is_unbounded,
        cast({{ caught('plain_text', below, 2) }} as bigint) - 1 as most_below,
        cast({{ caught('plain_text', at_most, 2) }} as bigint) as most_at

    from plainly_counted_cells

    left join thousands_by_comma
        on
            plainly_counted_cells.publication_id = thousands_by_comma.publication_id
            and plainly_counted_cells.is_primary_reader = thousands_by_comma.is_primary_reader

),

with_kinds as (

    select
        counted_cells.*,
        case
            when column_role in ('region', 'municipality') then 'name'
            when column_role = 'share' then 'set aside'
            when cell_count is not null then 'count'
            when is_unbounded or most_below is not null or most_at is not null then 'suppressed'
            else 'not a count'
        end as cell_kind

    from counted_cells

),

with_bounds as (

    select
        with_kinds.*,
        case
            when cell_kind = 'count' then cell_count
            when cell_kind = 'suppressed' then 0
        end as cell_count_min,
        case
            when cell_kind = 'count' then cell_count
            when cell_kind = 'suppressed' then coalesce(most_below, most_at)
        end as cell_count_max

    from with_kinds

),

with_row_totals as (

    select
        with_bounds.*,
        max(case when column_role = 'clients_in_sonar' and cell_kind = 'count' then cell_count end) over (
            partition by publication_id, is_primary_reader, row_number
        ) as row_total,
        sum(case when is_part then cell_count_min else 0 end) over (
            partition by publication_id, is_primary_reader, row_number
        ) as known_parts

    from with_bounds

),

typed as (

    -- A mark without a bound of its own ('-') leaves at most what the printed row total leaves for it.
    select

        ---------- ids
        publication_id,
        row_number,
        column_number,

        ---------- text
        row_kind,
        column_role,
        cell_text,
        corrected_text,
        cell_kind,

        ---------- numerics
        case when cell_kind = 'count' then cell_count end as cell_count,
        cell_count_min,
        case
            when is_part and cell_kind = 'suppressed'
                then coalesce(cell_count_max, cast(row_total - known_parts as bigint))
            else cell_count_max
        end as cell_count_max,
        cell_count_max as stated_count_max,

        ---------- booleans
        cell_kind = 'count' and is_marked as is_mark_ignored,
        is_primary_reader,

        ---------- place on the page
        page_number,
        x0,
        top,
        x1,
        bottom

    from with_row_totals

)

select * from typed
