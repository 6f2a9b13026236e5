-- Where and when each document was seen at its source, since when it is gone, and by when it had come out. A folder on
-- disk is no source in this sense: it says nothing about the publisher.
with

retrievals as (
    select * from {{ ref('stg_uwv__retrievals') }}
    where origin_kind in ('web', 'web_archive')
),

answers as (

    -- A failure says nothing about what stands at the address.
    select * from retrievals

    where resource_kind = 'document' and (is_given or outcome = 'not_found')

),

sightings as (

    select * from answers

    where is_given

),

seen as (

    select
        document_sha256,
        max_by(address, retrieved_at) as origin_address,
        min(retrieved_at) as first_retrieved_at,
        min(seen_at) as first_seen_at,
        max(seen_at) as last_seen_at

    from sightings

    group by document_sha256

),

stays as (

    select
        document_sha256,
        address,
        max(retrieved_at) as last_retrieved_at

    from sightings

    where origin_kind = 'web'

    group by document_sha256, address

),

departures as (

    -- An address that gives other bytes now, or none, has lost the document.
    select
        stays.document_sha256,
        min(answers.retrieved_at) as left_at

    from stays

    left join answers
        on
            stays.address = answers.address
            and stays.last_retrieved_at < answers.retrieved_at

    group by stays.document_sha256, stays.address

),

gone as (

    select
        document_sha256,
        max(left_at) as gone_at

    from departures

    group by document_sha256

    having count(*) = count(left_at)

),

page_runs as (

    select
        final_address,
        min(run_id) as first_run_id

    from retrievals

    where resource_kind = 'page' and is_given

    group by final_address

),

address_runs as (

    select
        address,
        min(run_id) as first_run_id,
        min(case when is_given or outcome = 'not_found' then retrieved_at end) as first_answered_at

    from retrievals

    where resource_kind = 'document'

    group by address

),

first_sightings as (

    select * from sightings

    qualify row_number() over (
            partition by document_sha256
            order by seen_at nulls last, retrieval_id nulls last
        ) = 1

),

appearances as (

    -- The first sighting dates a document if somebody had looked before and it was not there: at its address, or on the
    -- page that names it. A copy of the Internet Archive dates it by itself. Runs are named by their moments.
    select
        first_sightings.document_sha256,
        first_sightings.seen_at as appeared_at

    from first_sightings

    inner join address_runs
        on first_sightings.address = address_runs.address

    left join page_runs
        on first_sightings.found_on_address = page_runs.final_address

    where
        first_sightings.origin_kind = 'web_archive'
        or address_runs.first_answered_at < first_sightings.retrieved_at
        or address_runs.first_run_id > page_runs.first_run_id

),

documents_at_source as (

    select

        ---------- ids
        seen.document_sha256,

        ---------- text
        seen.origin_address,

        ---------- dates
        cast(seen.first_seen_at as date) as first_seen_date,
        cast(seen.last_seen_at as date) as last_seen_date,
        cast(gone.gone_at as date) as gone_since_date,
        cast(appearances.appeared_at as date) as appeared_date,

        ---------- moments
        seen.first_retrieved_at

    from seen

    left join gone
        on seen.document_sha256 = gone.document_sha256

    left join appearances
        on seen.document_sha256 = appearances.document_sha256

)

select * from documents_at_source
