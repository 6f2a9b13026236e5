-- The reference data brings its own normalised spellings, made by other code: both must agree on every alias, but
-- for the trailing 'c.a.' and '(gemeente)', which only our rule takes off.
with

aliases as (

    select
        alias,
        alias_key as reference_key,
        {{ name_key('alias') }} as alias_key

    from {{ ref('municipality_alias') }}

)

select * from aliases

where reference_key not in (
    alias_key,
    concat(alias_key, ' c a'),
    concat(alias_key, ' ca'),
    concat(alias_key, ' gemeente')
)
