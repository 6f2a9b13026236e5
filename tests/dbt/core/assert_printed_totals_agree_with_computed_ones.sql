-- Fails for every accepted publication whose printed grand total is not the computed one.
select
    publication_id,
    printed_clients_in_sonar,
    computed_clients_in_sonar

from {{ ref('fct_region_quarter_versions') }}

where printed_clients_in_sonar <> computed_clients_in_sonar
