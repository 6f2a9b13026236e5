-- Every publication whose region and quarter are known, beside the others of that region and quarter: is it a copy of
-- one, and where does it stand in the order of supersession: by colophon date, then by the day on which it was first
-- seen at its source, then by load. One without a date comes first, so it never supersedes one that has a date; one
-- that a reviewer named comes last.
-- A table beside one of the same region and a later quarter in the same document is there to compare with: a secondary
-- source. It comes before every publication of the quarter itself, and is set aside where one of those is proven.
with

publications as (select * from {{ ref('stg_uwv__publications') }}),

loads as (select * from {{ ref('stg_uwv__loads') }}),

identified as (
    select * from {{ ref('int_publications_identified') }}
    where quarter_start_date is not null and uwv_region_number is not null
),

proofs as (select * from {{ ref('int_publication_proofs') }}),

at_source as (select * from {{ ref('int_documents_at_source') }}),

counts as (select * from {{ ref('int_municipality_counts') }}),

named_current as (select * from {{ ref('stg_uwv__current_publications') }}),

figures as (

    -- A suppressed count is told by its upper bound.
    select
        publication_id,
        concat_ws(
            ' ',
            municipality_code,
            measure,
            coalesce(cast(client_count as string), concat('..', coalesce(cast(client_count_max as string), '')))
        ) as figure_text

    from counts

),

fingerprints as (

    select
        publication_id,
        md5({{ joined_texts('figure_text', '|') }}) as figures_fingerprint

    from figures

    group by publication_id

),

described as (

    select
        identified.*,
        publications.file_name,
        publications.first_read_load_number,
        loads.finished_at as first_loaded_at,
        fingerprints.figures_fingerprint,
        identified.quarter_start_date < max(identified.quarter_start_date) over (
            partition by publications.document_sha256, identified.uwv_region_number
        ) as is_secondary_source,
        named_current.publication_id is not null as is_named_current,
        proofs.is_proven,
        at_source.appeared_date,
        coalesce(publications.printed_content_sha256, identified.publication_id) as printing,
        coalesce(cast(date_trunc('month', identified.published_date) as date), identified.quarter_start_date)
            as published_month,
        concat_ws(
            ' ',
            coalesce(fingerprints.figures_fingerprint, identified.publication_id),
            coalesce(cast(identified.target_group_register as string), '?'),
            coalesce(cast(identified.printed_percentage as string), '?'),
            coalesce(cast(identified.published_date as string), '?'),
            coalesce(identified.published_date_precision, '?')
        ) as figures_and_date

    from identified

    inner join publications
        on identified.publication_id = publications.publication_id

    inner join proofs
        on identified.publication_id = proofs.publication_id

    left join loads
        on publications.first_read_load_id = loads.load_id

    left join at_source
        on publications.document_sha256 = at_source.document_sha256

    left join fingerprints
        on identified.publication_id = fingerprints.publication_id

    left join named_current
        on identified.publication_id = named_current.publication_id

),

beside_primary_sources as (

    select
        described.*,
        is_secondary_source
        and max(case when is_proven and not is_secondary_source then 1 else 0 end) over (
            partition by quarter_start_date, uwv_region_number
        ) = 1 as is_set_aside

    from described

),

beside_others as (

    -- The same printing under other bytes, or the same figures and date under another layout (a transcript), is a copy.
    -- Days order the publications of one month only when every one of them prints its day, or was seen to appear.
    select
        beside_primary_sources.*,
        first_value(publication_id) over same_printing as first_of_printing,
        first_value(publication_id) over same_figures as first_of_figures,
        case
            when min(case when published_date_precision = 'day' then 1 else 0 end) over same_month = 1
                then published_date
            else published_month
        end as published_day,
        case when count(appeared_date) over same_month = count(*) over same_month then appeared_date end as appeared_day

    from beside_primary_sources

    window
        same_printing as (
            partition by quarter_start_date, uwv_region_number, is_proven, is_set_aside, printing
            order by first_read_load_number nulls last, file_name nulls last, publication_id nulls last
        ),
        same_figures as (
            partition by quarter_start_date, uwv_region_number, is_proven, is_set_aside, figures_and_date
            order by first_read_load_number nulls last, file_name nulls last, publication_id nulls last
        ),
        same_month as (
            partition by quarter_start_date, uwv_region_number, is_secondary_source, published_month
        )

),

publication_order as (

    select

        ---------- ids
        publication_id,
        case
            when first_of_printing <> publication_id then first_of_printing
            when first_of_figures <> publication_id then first_of_figures
        end as copied_publication_id,
        uwv_region_number,

        ---------- text
        file_name,
        published_date_precision,
        figures_fingerprint,

        ---------- numerics
        row_number() over (
            partition by quarter_start_date, uwv_region_number
            order by
                case when is_secondary_source then 0 else 1 end nulls last,
                case when is_named_current then 1 else 0 end nulls last,
                published_month nulls last,
                published_day nulls last,
                appeared_day nulls last,
                first_read_load_number nulls last,
                file_name nulls last,
                publication_id nulls last
        ) as order_number,
        rank() over (
            partition by quarter_start_date, uwv_region_number
            order by
                case when is_secondary_source then 0 else 1 end nulls last,
                case when is_named_current then 1 else 0 end nulls last,
                published_month nulls last,
                published_day nulls last,
                appeared_day nulls last,
                first_read_load_number nulls last
        ) as order_rank,

        ---------- booleans
        is_proven,
        is_secondary_source,
        is_set_aside,
        is_named_current,

        ---------- dates
        quarter_start_date,
        published_date,
        published_month,
        appeared_date,

        ---------- moments
        first_loaded_at

    from beside_others

)

select * from publication_order
