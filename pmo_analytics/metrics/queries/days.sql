-- grain: a day of a scope, from its first item to the day asked for
with spans as (
    select
        scope,
        as_of,
        least(min(created_date), min(done_date), min(started_date)) as first_date
    from items_as_of
    group by scope, as_of
)

select
    scope,
    as_of,
    cast(unnest(generate_series(
        greatest(first_date, as_of - $days + 1), as_of, interval 1 day
    )) as date) as date
from spans
