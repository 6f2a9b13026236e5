with

source as (

    select * from {{ source('uwv', 'remarks') }}

),

newest_readings as (

    select
        publication_id,
        load_id

    from {{ ref('stg_uwv__publications') }}

),

renamed as (

    select

        ---------- ids
        source.publication_id,
        source.remark_number,

        ---------- text
        source.remark_code,
        source.remark_text,

        ---------- place on the page
        source.page_number

    from source

    inner join newest_readings
        on
            source.publication_id = newest_readings.publication_id
            and source.load_id = newest_readings.load_id

)

select * from renamed
