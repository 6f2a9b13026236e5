-- Every spelling that a publication may print, the dates between which it may, and what it stands for.
with

periods as (select * from {{ ref('dim_municipalities') }}),

aliases as (

    -- A UWV office area ('Amsterdam Oost') is a part of a municipality, so its name never stands for the whole.
    select
        alias_key,
        municipality_code

    from {{ ref('stg_cbs__municipality_aliases') }}

    where alias_kind not like 'UWV office area%'

),

cbs_names as (

    select
        {{ name_key('municipality_name') }} as alias_key,
        municipality_code

    from periods

),

short_names as (

    -- 'Bergen (NH.)' may be printed as 'Bergen', and so may 'Bergen (L.)': only the region tells which.
    select
        {{ name_key(replace_pattern('municipality_name', ' [(].*[)]$', '')) }} as alias_key,
        municipality_code

    from periods

),

spellings as (

    select * from aliases

    union

    select * from cbs_names

    union

    select * from short_names

),

lifetimes as (

    select
        municipality_code,
        min(valid_from) as begins_date,
        max(valid_to) as ends_date

    from periods

    group by municipality_code

),

usable_periods as (

    -- The publication of the quarter in which a municipality begins or ends (Weesp, early 2022) may print it.
    select
        periods.municipality_key,
        periods.municipality_code,
        periods.uwv_region_number,
        case
            when periods.valid_from = lifetimes.begins_date
                then cast(date_trunc('quarter', periods.valid_from) as date)
            else periods.valid_from
        end as valid_from,
        case
            when periods.valid_to = lifetimes.ends_date and not periods.is_current
                then cast(date_trunc('quarter', periods.valid_to - interval 1 day) + interval 3 month as date)
            else periods.valid_to
        end as valid_to

    from periods

    inner join lifetimes
        on periods.municipality_code = lifetimes.municipality_code

),

names as (

    select
        spellings.alias_key,
        usable_periods.municipality_code,
        usable_periods.municipality_key,
        usable_periods.uwv_region_number,
        usable_periods.valid_from,
        usable_periods.valid_to

    from usable_periods

    inner join spellings
        on usable_periods.municipality_code = spellings.municipality_code

)

select * from names
