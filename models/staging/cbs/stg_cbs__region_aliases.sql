with

source as (select * from {{ ref('region_alias') }}),

spellings as (

    -- Several spellings of the list have one key.
    select distinct
        {{ name_key('alias') }} as alias_key,
        -- A space may be too narrow in print to be seen, so a name counts without its spaces.
        replace({{ name_key('alias') }}, ' ', '') as name_letters,
        uwv_region_number

    from source

)

select * from spellings
