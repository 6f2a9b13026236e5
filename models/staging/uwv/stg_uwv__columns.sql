with

source as (

    select * from {{ source('uwv', 'columns') }}

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
        source.column_number,

        ---------- text
        source.column_role,
        source.header_text

    from source

    inner join newest_readings
        on
            source.publication_id = newest_readings.publication_id
            and source.load_id = newest_readings.load_id

)

select * from renamed
