select
    publications.publication_id,
    publications.file_name,
    case publications.status when 'read' then 'accepted' else 'unreadable' end as status,
    cast(null as string) as findings,
    publications.error_message,
    loads.finished_at as loaded_at,
    false as is_synthetic,
    cast(publications.byte_count / 1024 as decimal(18, 3)) as kibibytes

from landing.raw.publications as publications

inner join landing.raw.loads as loads using (load_id)
