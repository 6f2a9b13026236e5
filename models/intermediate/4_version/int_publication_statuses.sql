-- What became of every document ever seen.
with

publications as (select * from {{ ref('stg_uwv__publications') }}),

proofs as (select * from {{ ref('int_publication_proofs') }}),

versions as (select * from {{ ref('int_publication_versions') }}),

findings as (select * from {{ ref('int_findings') }}),

findings_by_code as (

    select
        publication_id,
        finding_code,
        severity,
        count(*) as finding_count

    from findings

    group by publication_id, finding_code, severity

),

finding_summaries as (

    select
        publication_id,
        {{ whole_sum("case when severity <> 'warning' then finding_count else 0 end") }} as error_count,
        {{ whole_sum("case when severity = 'warning' then finding_count else 0 end") }} as warning_count,
        {{ joined_texts("case
            when finding_count = 1 then finding_code
            else concat(finding_code, ' (', cast(finding_count as string), ')')
        end", ', ') }} as findings

    from findings_by_code

    group by publication_id

),

statuses as (

    select

        ---------- ids
        publications.publication_id,

        ---------- text
        case
            when publications.reading_status = 'unreadable' then 'unreadable'
            when not proofs.is_proven then 'rejected'
            when versions.publication_id is null or not versions.is_current then 'superseded'
            when coalesce(finding_summaries.warning_count, 0) > 0 then 'accepted_with_warnings'
            when coalesce(finding_summaries.warning_count, 0) = 0 then 'accepted'
        end as status,
        finding_summaries.findings,

        ---------- numerics
        coalesce(finding_summaries.error_count, 0) as error_count,
        coalesce(finding_summaries.warning_count, 0) as warning_count

    from publications

    inner join proofs
        on publications.publication_id = proofs.publication_id

    left join versions
        on publications.publication_id = versions.publication_id

    left join finding_summaries
        on publications.publication_id = finding_summaries.publication_id

)

select * from statuses
