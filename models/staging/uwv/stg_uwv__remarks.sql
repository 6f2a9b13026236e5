with

source as (select * from {{ source('uwv', 'remarks') }}),

newest_readings as (
    select * from {{ ref('stg_uwv__newest_readings') }}
    where is_primary_reader
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
            and coalesce(source.reader, newest_readings.reader) = newest_readings.reader

)

select * from renamed
