with

source as (select * from {{ ref('region_alias') }}),

spellings as (

    -- Several spellings of the list have one key.
    select distinct
        {{ name_key('alias') }} as alias_key,
        uwv_region_number

    from source

)

select * from spellings
