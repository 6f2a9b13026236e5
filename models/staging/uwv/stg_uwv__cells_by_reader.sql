with

source as (select * from {{ source('uwv', 'cells') }}),

newest_readings as (select * from {{ ref('stg_uwv__newest_readings') }}),

renamed as (

    select

        ---------- ids
        source.publication_id,
        newest_readings.reader,
        source.row_number,
        source.column_number,

        ---------- text
        source.row_kind,
        source.column_role,
        source.cell_text,

        ---------- place on the page
        source.page_number,
        source.x0,
        source.top,
        source.x1,
        source.bottom,

        ---------- booleans
        newest_readings.is_primary_reader

    from source

    inner join newest_readings
        on
            source.publication_id = newest_readings.publication_id
            and source.load_id = newest_readings.load_id
            and coalesce(source.reader, newest_readings.reader) = newest_readings.reader

)

select * from renamed
