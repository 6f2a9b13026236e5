with

comparable_counts as (select * from {{ ref('int_comparable_counts') }}),

sources as (

    select

        ---------- ids
        concat(publication_id, '/', source_municipality_code, '/', municipality_code) as comparable_source_key,
        municipality_quarter_key,
        publication_id,
        row_number,
        source_municipality_code,
        municipality_code,
        source_uwv_region_number,

        ---------- numerics
        weight,
        {{ counts_side_by_side(published_roles()) }},

        ---------- booleans
        is_split,
        has_known_weights,

        ---------- dates
        quarter_start_date

    from comparable_counts

    group by all

)

select * from sources
