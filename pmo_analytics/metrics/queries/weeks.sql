-- grain: an ISO week of a scope, from its first item to the day asked for; a week is complete when
-- the data cover all of it
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
        )) as date) as week_start
    from spans
)

select
    scope,
    as_of,
    week_start,
    isoyear(week_start) || '-W' || lpad(cast(weekofyear(week_start) as varchar), 2, '0') as week,
    week_start >= first_date and (
        week_start + 6 < as_of or (week_start + 6 = as_of and not is_partial)
    ) as is_complete
from listed
