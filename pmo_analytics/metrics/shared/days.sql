-- grain: a day of a scope, from its first item to the last day its exports know; where items were
-- finished at an unknown time, from the first day of which something tells what was finished
with spans as (
    select
        items_as_of.scope,
        items_as_of.as_of,
        any_value(known_until.known_date) as known_date,
        least(min(created_date), min(done_date), min(started_date)) as first_date,
        if(
            bool_or(state = 'done' and done_date is null),
            least(min(done_date), min(local_date(finished_by_at, setting_portfolio.time_zone))),
            null
        ) as told_from_date
    from items_as_of
    join known_until using (scope, as_of)
    cross join setting_portfolio
    group by items_as_of.scope, items_as_of.as_of
)

select
    scope,
    as_of,
    cast(unnest(generate_series(
        greatest(first_date, told_from_date, known_date - $days + 1), known_date, interval 1 day
    )) as date) as date
from spans
