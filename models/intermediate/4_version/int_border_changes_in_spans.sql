-- Which changes of borders lie between a quarter and the quarter, or the year, before: which municipality ended, and to
-- which others it went. A change within the earlier quarter itself is told apart: a publication of that quarter may
-- still print the municipality that ended (Weesp, early 2022).
with

versions as (

    select * from {{ ref('int_publication_versions') }}

    where is_current

),

quarters as (

    select distinct
        quarter_start_date,
        cast(quarter_start_date - interval 3 month as date) as previous_quarter_start_date,
        cast(quarter_start_date - interval 12 month as date) as year_before_quarter_start_date

    from versions

),

changes as (

    select distinct
        old_municipality_code,
        new_municipality_code,
        cast(date_trunc('quarter', effective_date) as date) as change_quarter_start_date

    from {{ ref('stg_cbs__municipality_changes') }}

    where old_municipality_code <> new_municipality_code

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

quarters_between as (
    {%- for months in [0, 3, 6, 9, 12] %}

    select
        span,
        quarter_start_date,
        earlier_quarter_start_date,
        cast(quarter_start_date - interval {{ months }} month as date) as change_quarter_start_date

    from spans

    {%- if months > 3 %}

    where span = 'year'
    {%- endif %}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

),

border_changes_in_spans as (

    select

        ---------- ids
        quarters_between.span,
        changes.old_municipality_code,
        changes.new_municipality_code,

        ---------- booleans
        changes.change_quarter_start_date = quarters_between.earlier_quarter_start_date as is_in_earlier_quarter,

        ---------- dates
        quarters_between.quarter_start_date,
        quarters_between.earlier_quarter_start_date

    from quarters_between

    inner join changes
        on quarters_between.change_quarter_start_date = changes.change_quarter_start_date

)

select * from border_changes_in_spans
