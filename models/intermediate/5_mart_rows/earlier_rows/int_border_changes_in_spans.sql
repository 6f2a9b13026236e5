-- Which changes of borders lie between a quarter and the quarter, or the year, before: which municipality ended, and to
-- which others it went. A change within the earlier quarter itself is told apart: a publication of that quarter may
-- still print the municipality that ended (Weesp, early 2022).
with

spans as (

    select distinct
        span,
        quarter_start_date,
        earlier_quarter_start_date

    from {{ ref('int_mart_row_pairs') }}

),

changes as (

    select distinct
        old_municipality_code,
        new_municipality_code,
        cast(date_trunc('quarter', effective_date) as date) as change_quarter_start_date

    from {{ ref('stg_cbs__municipality_changes') }}

    where old_municipality_code <> new_municipality_code

),

border_changes_in_spans as (

    select

        ---------- ids
        spans.span,
        changes.old_municipality_code,
        changes.new_municipality_code,

        ---------- booleans
        changes.change_quarter_start_date = spans.earlier_quarter_start_date as is_in_earlier_quarter,

        ---------- dates
        spans.quarter_start_date,
        spans.earlier_quarter_start_date

    from spans

    inner join changes
        on
            spans.earlier_quarter_start_date <= changes.change_quarter_start_date
            and spans.quarter_start_date >= changes.change_quarter_start_date

)

select * from border_changes_in_spans
