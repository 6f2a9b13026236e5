with

source as (

    select * from {{ source('uwv', 'passages') }}

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
        source.passage_number,

        ---------- text
        source.passage_role,
        source.passage_text,

        ---------- place on the page
        source.page_number,
        source.x0,
        source.top,
        source.x1,
        source.bottom

    from source

    inner join newest_readings
        on
            source.publication_id = newest_readings.publication_id
            and source.load_id = newest_readings.load_id

)

select * from renamed
