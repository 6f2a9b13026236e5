-- Where the series of a region's rows breaks: its publications do not print the same municipalities, nor such as merged
-- and were divided among themselves in between.
with

pairs as (
    select * from {{ ref('int_mart_row_pairs') }}
    where mart_name = 'mart_regional_coverage' and earlier_number_key is not null
),

printed_municipalities as (

    select
        whole_key as region_quarter_key,
        place_code as municipality_code

    from {{ ref('int_mart_row_places') }}

    where mart_name = 'mart_municipality_coverage'

),

border_changes as (select * from {{ ref('int_border_changes_in_spans') }}),

rows_of_pairs as (

    select
        *,
        number_key as region_quarter_key,
        true as is_this_quarter

    from pairs

    union all

    select
        *,
        earlier_number_key as region_quarter_key,
        false as is_this_quarter

    from pairs

),

municipalities as (

    select
        rows_of_pairs.number_key,
        rows_of_pairs.span,
        rows_of_pairs.quarter_start_date,
        printed_municipalities.municipality_code,
        count(*) filter (where rows_of_pairs.is_this_quarter) > 0 as is_there,
        count(*) filter (where not rows_of_pairs.is_this_quarter) > 0 as was_there

    from rows_of_pairs

    inner join printed_municipalities
        on rows_of_pairs.region_quarter_key = printed_municipalities.region_quarter_key

    group by
        rows_of_pairs.number_key,
        rows_of_pairs.span,
        rows_of_pairs.quarter_start_date,
        printed_municipalities.municipality_code

),

left_the_region as (

    -- It did not end, or a part of it went to a municipality that the region does not print.
    select
        municipalities.number_key,
        municipalities.span

    from municipalities

    left join border_changes
        on
            municipalities.span = border_changes.span
            and municipalities.quarter_start_date = border_changes.quarter_start_date
            and municipalities.municipality_code = border_changes.old_municipality_code

    left join municipalities as receiving
        on
            municipalities.number_key = receiving.number_key
            and municipalities.span = receiving.span
            and border_changes.new_municipality_code = receiving.municipality_code

    where not municipalities.is_there and not coalesce(receiving.is_there, false)

),

came_from_outside as (

    -- It did not begin, or received from a municipality that the region did not print; what ended within the earlier
    -- quarter is already a part of a municipality that stood there.
    select
        municipalities.number_key,
        municipalities.span

    from municipalities

    left join border_changes
        on
            municipalities.span = border_changes.span
            and municipalities.quarter_start_date = border_changes.quarter_start_date
            and municipalities.municipality_code = border_changes.new_municipality_code

    left join municipalities as giving
        on
            municipalities.number_key = giving.number_key
            and municipalities.span = giving.span
            and border_changes.old_municipality_code = giving.municipality_code

    where
        municipalities.is_there
        and not coalesce(giving.was_there, false)
        and not (municipalities.was_there and coalesce(border_changes.is_in_earlier_quarter, true))

),

differing as (

    select * from left_the_region

    union

    select * from came_from_outside

),

series_breaks as (

    select
        'mart_regional_coverage' as mart_name,
        number_key,
        span,
        'municipalities_differ' as break_reason

    from differing

)

select * from series_breaks
