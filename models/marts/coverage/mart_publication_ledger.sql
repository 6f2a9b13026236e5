with

publications as (select * from {{ ref('dim_publications') }}),

quarters as (select * from {{ ref('dim_quarters') }}),

regions as (
    select * from {{ ref('dim_labour_market_regions') }}
    where uwv_region_number is not null
),

addresses as (
    select * from {{ ref('dim_addresses') }}
    where uwv_region_number is not null and quarter_start_date is not null
),

placed_publications as (

    -- An unreadable document is placed by its file name, if that names a region and a quarter.
    select
        publications.*,
        coalesce(uwv_region_number, file_name_region_number) as ledger_region_number,
        coalesce(quarter_start_date, file_name_quarter_start_date) as ledger_quarter_start_date

    from publications

),

told_quarters as (

    select ledger_quarter_start_date as quarter_start_date

    from placed_publications

    union all

    select quarter_start_date

    from addresses

),

seen_quarters as (

    -- A quarter that had not ended on the day of the build cannot be expected.
    select
        min(quarters.quarter_start_date) as first_quarter_start_date,
        max(quarters.quarter_start_date) as last_quarter_start_date

    from quarters

    inner join told_quarters
        on quarters.quarter_start_date = told_quarters.quarter_start_date

    where quarters.quarter_end_date < {{ build_date() }}

),

expected_publications as (

    select
        quarters.quarter_start_date,
        quarters.quarter_label,
        regions.labour_market_region_key,
        regions.labour_market_region_code,
        regions.labour_market_region_name,
        regions.uwv_region_number

    from quarters

    inner join seen_quarters
        on
            quarters.quarter_start_date >= seen_quarters.first_quarter_start_date
            and quarters.quarter_start_date <= seen_quarters.last_quarter_start_date

    inner join regions
        on
            quarters.quarter_start_date >= regions.valid_from
            and quarters.quarter_start_date < regions.valid_to

),

publications_by_place as (

    select
        ledger_region_number,
        ledger_quarter_start_date,
        max(case when status in ('accepted', 'accepted_with_warnings') then publication_id end) as publication_id,
        max(case when status in ('accepted', 'accepted_with_warnings') then status end) as accepted_status,
        count(*) filter (where status = 'superseded') as superseded_count,
        count(*) filter (where status = 'rejected') as rejected_count,
        count(*) filter (where status = 'unreadable') as unreadable_count,
        count(first_seen_date) as fetched_count,
        count(gone_since_date) as gone_count,
        {{ joined_texts("case when status = 'rejected' then concat(file_name, ': ', findings) end", '; ') }}
            as rejection_reasons,
        {{ joined_texts("case when status = 'unreadable' then concat(file_name, ': ', error_message) end", '; ') }}
            as unreadable_reasons

    from placed_publications

    group by ledger_region_number, ledger_quarter_start_date

),

addresses_by_place as (

    select
        uwv_region_number,
        quarter_start_date,
        count(*) as address_count

    from addresses

    group by uwv_region_number, quarter_start_date

),

ledger as (

    select

        ---------- ids
        concat(
            cast(expected_publications.quarter_start_date as string), '/',
            cast(expected_publications.uwv_region_number as string)
        ) as region_quarter_key,
        expected_publications.quarter_start_date,
        expected_publications.labour_market_region_key,
        expected_publications.labour_market_region_code,
        expected_publications.uwv_region_number,
        publications_by_place.publication_id,

        ---------- text
        expected_publications.quarter_label,
        expected_publications.labour_market_region_name,
        case
            when publications_by_place.publication_id is not null then 'seen'
            when publications_by_place.rejected_count > 0 then 'rejected'
            when publications_by_place.unreadable_count > 0 then 'unreadable'
            else 'missing'
        end as ledger_status,
        case
            when publications_by_place.fetched_count > publications_by_place.gone_count then 'fetched'
            when publications_by_place.gone_count > 0 then 'gone'
            when addresses_by_place.address_count > 0 then 'not yet fetched'
            else 'no address known'
        end as source_status,
        publications_by_place.accepted_status as status,
        publications_by_place.rejection_reasons,
        publications_by_place.unreadable_reasons,

        ---------- numerics
        cast(coalesce(publications_by_place.superseded_count, 0) as integer) as superseded_count,
        cast(coalesce(publications_by_place.rejected_count, 0) as integer) as rejected_count,
        cast(coalesce(publications_by_place.unreadable_count, 0) as integer) as unreadable_count

    from expected_publications

    left join publications_by_place
        on
            expected_publications.uwv_region_number = publications_by_place.ledger_region_number
            and expected_publications.quarter_start_date = publications_by_place.ledger_quarter_start_date

    left join addresses_by_place
        on
            expected_publications.uwv_region_number = addresses_by_place.uwv_region_number
            and expected_publications.quarter_start_date = addresses_by_place.quarter_start_date

)

select * from ledger
