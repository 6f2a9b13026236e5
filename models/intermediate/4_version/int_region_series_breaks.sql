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

border_changes as (

    select * from {{ ref('int_border_changes_in_spans') }}

),

printed_in_one as (

    select
        pairs.number_key,
        pairs.span,
        pairs.quarter_start_date,
        printed_municipalities.municipality_code,
        'this one' as which_quarter

    from pairs

    inner join printed_municipalities
        on pairs.number_key = printed_municipalities.region_quarter_key

    union all

    select
        pairs.number_key,
        pairs.span,
        pairs.quarter_start_date,
        printed_municipalities.municipality_code,
        'the earlier one' as which_quarter

    from pairs

    inner join printed_municipalities
        on pairs.earlier_number_key = printed_municipalities.region_quarter_key

),

municipalities as (

    select
        number_key,
        span,
        quarter_start_date,
        municipality_code,
        count(*) filter (where which_quarter = 'this one') > 0 as is_there,
        count(*) filter (where which_quarter = 'the earlier one') > 0 as was_there

    from printed_in_one

    group by number_key, span, quarter_start_date, municipality_code

),

left_without_ending_inside as (

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

came_without_beginning as (

    select
        municipalities.number_key,
        municipalities.span

    from municipalities

    left join border_changes
        on
            municipalities.span = border_changes.span
            and municipalities.quarter_start_date = border_changes.quarter_start_date
            and municipalities.municipality_code = border_changes.new_municipality_code

    where not municipalities.was_there and border_changes.new_municipality_code is null

),

received_from_outside as (

    -- What ended within the earlier quarter is already a part of a municipality that stood there.
    select
        municipalities.number_key,
        municipalities.span

    from municipalities

    inner join border_changes
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
        and not (border_changes.is_in_earlier_quarter and municipalities.was_there)

),

differing as (

    select * from left_without_ending_inside

    union

    select * from came_without_beginning

    union

    select * from received_from_outside

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
