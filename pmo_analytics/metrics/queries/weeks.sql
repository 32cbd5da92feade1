-- grain: an ISO week of a scope, from its first item to the day asked for; a week is partial
-- when the data do not cover all of it
with items as (
    select * from items_as_of
),

spans as (
    select
        scope,
        as_of,
        any_value(is_partial) as is_partial,
        least(min(created_date), min(done_date), min(started_date)) as first_date
    from items
    group by scope, as_of
),

listed as (
    select
        scope,
        as_of,
        is_partial,
        first_date,
        cast(unnest(generate_series(
            date_trunc('week', first_date), date_trunc('week', as_of), interval 7 days
        )) as date) as week_date
    from spans
)

select
    scope,
    as_of,
    week_date,
    isoyear(week_date) || '-W' || lpad(cast(weekofyear(week_date) as varchar), 2, '0') as week,
    week_date < first_date
        or week_date + 6 > as_of
        or (week_date + 6 = as_of and is_partial) as is_partial
from listed
