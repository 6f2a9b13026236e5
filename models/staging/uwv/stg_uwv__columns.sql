with

source as (select * from {{ source('uwv', 'columns') }}),

newest_readings as (
    select * from {{ ref('stg_uwv__newest_readings') }}
    where is_primary_reader
),

renamed as (

    select

        ---------- ids
        source.publication_id,
        source.column_number,

        ---------- text
        source.column_role,
        source.header_text

    from source

    inner join newest_readings
        on
            source.publication_id = newest_readings.publication_id
            and source.load_id = newest_readings.load_id
            and coalesce(source.reader, newest_readings.reader) = newest_readings.reader

)

select * from renamed
