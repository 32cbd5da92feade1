-- grain: an ISO week of a scope, from its first item to the last day its exports know; a week is partial
-- when the data do not cover all of it
with spans as (
    select
        scope,
        as_of,
        any_value(known_until.is_partial) as is_partial,
        any_value(known_until.known_date) as known_date,
        least(min(created_date), min(done_date), min(started_date)) as first_date
    from items_as_of
    join known_until using (scope, as_of)
    group by scope, as_of
),

listed as (
    select
        scope,
        as_of,
        is_partial,
        known_date,
        first_date,
        cast(unnest(generate_series(
            date_trunc('week', first_date), date_trunc('week', known_date), interval 7 days
        )) as date) as week_date
    from spans
)

select
    scope,
    as_of,
    week_date,
    isoyear(week_date) || '-W' || lpad(cast(weekofyear(week_date) as varchar), 2, '0') as week,
    week_date < first_date
        or week_date + 6 > known_date
        or (week_date + 6 = known_date and is_partial) as is_partial
from listed
