-- grain: an ISO week of a scope; items finished in it, weeks without any included
with finished as (
    select
        scope,
        as_of,
        cast(date_trunc('week', done_date) as date) as week_start,
        count(*) as finished_items,
        count(distinct done_date) as active_days
    from items_as_of
    where state = 'done' and done_date is not null
    group by all
)

select
    weeks.scope,
    weeks.as_of,
    weeks.week,
    weeks.week_start,
    weeks.is_complete,
    coalesce(finished.finished_items, 0) as finished_items,
    coalesce(finished.active_days, 0) as active_days
from weeks
left join finished using (scope, as_of, week_start)
