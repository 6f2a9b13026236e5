-- What a region's row may be compared with: the same region a quarter and a year before, if its publications print the
-- same municipalities, or such as merged and were divided among themselves in between.
with

versions as (

    select * from {{ ref('int_publication_versions') }}

    where is_current

),

municipality_quarters as (

    select distinct
        publication_id,
        municipality_code

    from {{ ref('int_municipality_counts') }}

),

quarters as (

    select distinct
        quarter_start_date,
        cast(quarter_start_date - interval 3 month as date) as previous_quarter_start_date,
        cast(quarter_start_date - interval 12 month as date) as year_before_quarter_start_date

    from versions

),

region_quarters as (

    select
        concat(cast(quarter_start_date as string), '/', cast(uwv_region_number as string)) as region_quarter_key,
        publication_id,
        uwv_region_number,
        quarter_start_date

    from versions

),

border_changes as (

    select * from {{ ref('int_border_changes_in_spans') }}

),

spans as (

    select
        'quarter' as span,
        quarter_start_date,
        previous_quarter_start_date as earlier_quarter_start_date

    from quarters

    union all

    select
        'year' as span,
        quarter_start_date,
        year_before_quarter_start_date as earlier_quarter_start_date

    from quarters

),

pairs as (

    select
        region_quarters.region_quarter_key,
        region_quarters.publication_id,
        spans.span,
        spans.quarter_start_date,
        earlier.region_quarter_key as earlier_region_quarter_key,
        earlier.publication_id as earlier_publication_id

    from region_quarters

    inner join spans
        on region_quarters.quarter_start_date = spans.quarter_start_date

    left join region_quarters as earlier
        on
            region_quarters.uwv_region_number = earlier.uwv_region_number
            and spans.earlier_quarter_start_date = earlier.quarter_start_date

),

municipalities_now as (

    select
        pairs.region_quarter_key,
        pairs.span,
        pairs.quarter_start_date,
        municipality_quarters.municipality_code

    from pairs

    inner join municipality_quarters
        on pairs.publication_id = municipality_quarters.publication_id

    where pairs.earlier_publication_id is not null

),

municipalities_earlier as (

    select
        pairs.region_quarter_key,
        pairs.span,
        pairs.quarter_start_date,
        municipality_quarters.municipality_code

    from pairs

    inner join municipality_quarters
        on pairs.earlier_publication_id = municipality_quarters.publication_id

),

that_left as (

    select municipalities_earlier.*

    from municipalities_earlier

    left join municipalities_now
        on
            municipalities_earlier.region_quarter_key = municipalities_now.region_quarter_key
            and municipalities_earlier.span = municipalities_now.span
            and municipalities_earlier.municipality_code = municipalities_now.municipality_code

    where municipalities_now.municipality_code is null

),

that_came as (

    select municipalities_now.*

    from municipalities_now

    left join municipalities_earlier
        on
            municipalities_now.region_quarter_key = municipalities_earlier.region_quarter_key
            and municipalities_now.span = municipalities_earlier.span
            and municipalities_now.municipality_code = municipalities_earlier.municipality_code

    where municipalities_earlier.municipality_code is null

),

left_without_ending_inside as (

    -- It did not end, or a part of it went to a municipality that the region does not print.
    select
        that_left.region_quarter_key,
        that_left.span

    from that_left

    left join border_changes
        on
            that_left.span = border_changes.span
            and that_left.quarter_start_date = border_changes.quarter_start_date
            and that_left.municipality_code = border_changes.old_municipality_code

    left join municipalities_now
        on
            that_left.region_quarter_key = municipalities_now.region_quarter_key
            and that_left.span = municipalities_now.span
            and border_changes.new_municipality_code = municipalities_now.municipality_code

    where municipalities_now.municipality_code is null

),

came_without_beginning as (

    select
        that_came.region_quarter_key,
        that_came.span

    from that_came

    left join border_changes
        on
            that_came.span = border_changes.span
            and that_came.quarter_start_date = border_changes.quarter_start_date
            and that_came.municipality_code = border_changes.new_municipality_code

    where border_changes.new_municipality_code is null

),

received_from_outside as (

    -- What ended within the earlier quarter is already a part of a municipality that stood there.
    select
        municipalities_now.region_quarter_key,
        municipalities_now.span

    from municipalities_now

    inner join border_changes
        on
            municipalities_now.span = border_changes.span
            and municipalities_now.quarter_start_date = border_changes.quarter_start_date
            and municipalities_now.municipality_code = border_changes.new_municipality_code

    left join that_came
        on
            municipalities_now.region_quarter_key = that_came.region_quarter_key
            and municipalities_now.span = that_came.span
            and municipalities_now.municipality_code = that_came.municipality_code

    left join municipalities_earlier
        on
            municipalities_now.region_quarter_key = municipalities_earlier.region_quarter_key
            and municipalities_now.span = municipalities_earlier.span
            and border_changes.old_municipality_code = municipalities_earlier.municipality_code

    where
        municipalities_earlier.municipality_code is null
        and (not border_changes.is_in_earlier_quarter or that_came.municipality_code is not null)

),

differing as (

    select
        region_quarter_key,
        span

    from left_without_ending_inside

    union

    select
        region_quarter_key,
        span

    from came_without_beginning

    union

    select
        region_quarter_key,
        span

    from received_from_outside

),

compared as (

    select

        ---------- ids
        pairs.region_quarter_key,
        pairs.span,
        pairs.earlier_region_quarter_key,

        ---------- text
        case
            when pairs.earlier_publication_id is null then 'no_earlier_figures'
            when differing.region_quarter_key is not null then 'municipalities_differ'
            else 'comparable'
        end as comparability

    from pairs

    left join differing
        on
            pairs.region_quarter_key = differing.region_quarter_key
            and pairs.span = differing.span

)

select * from compared
