-- Fails for a rejection without an error, an acceptance with one or (as accepted) with a warning, a document that could
-- not be read without a message, and a superseded publication with nothing that supersedes it.
select
    publication_id,
    status

from {{ ref('dim_publications') }}

where
    (status = 'rejected') <> (error_count > 0)
    or (status = 'accepted' and warning_count > 0)
    or (status = 'accepted_with_warnings' and warning_count = 0)
    or (status = 'unreadable' and (error_code is null or error_message is null))
    or (status = 'superseded' and next_publication_id is null and copied_publication_id is null
        and not is_secondary_source)
