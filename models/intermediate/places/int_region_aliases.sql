with

region_aliases as (

    select * from {{ ref('stg_cbs__region_aliases') }}

),

distinct_keys as (

    select distinct
        alias_key,
        uwv_region_number

    from region_aliases

)

select * from distinct_keys
