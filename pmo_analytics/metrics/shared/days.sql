-- grain: a day of a scope, from its first item to the last day its exports know
with spans as (
    select
        items_as_of.scope,
        items_as_of.as_of,
        any_value(known_until.known_date) as known_date,
        least(min(created_date), min(done_date), min(started_date)) as first_date
    from items_as_of
    join known_until using (scope, as_of)
    group by items_as_of.scope, items_as_of.as_of
)

select
    scope,
    as_of,
    cast(unnest(generate_series(
        greatest(first_date, known_date - $days + 1), known_date, interval 1 day
    )) as date) as date
from spans
