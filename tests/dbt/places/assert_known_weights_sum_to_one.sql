-- The shares of a municipality add up to one whole, or none of them is known.
select
    municipality_code,
    count(*) as successor_count,
    count(weight) as known_count,
    sum(weight) as weight_sum

from {{ ref('dim_municipality_successors') }}

group by municipality_code

having
    coalesce(sum(weight) <> 1, false)
    or count(weight) not in (0, count(*))
