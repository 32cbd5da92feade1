-- grain: an ISO week of a scope; items finished in it, weeks without any included
with finished as (
    select
        scope,
        as_of,
        cast(date_trunc('week', done_date) as date) as week_date,
        count(*) as finished_count,
        count(distinct done_date) as active_days
    from items_as_of
    where state = 'done' and done_date is not null
    group by all
)

select
    weeks.scope,
    weeks.as_of,
    weeks.week,
    weeks.week_date,
    weeks.is_partial,
    coalesce(finished.finished_count, 0) as finished_count,
    coalesce(finished.active_days, 0) as active_days
from weeks
left join finished using (scope, as_of, week_date)
