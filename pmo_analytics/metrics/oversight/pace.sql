-- grain: a scope; its open items and the weekly counts of its complete weeks, oldest first
with weekly as (
    select
        arrivals.scope,
        arrivals.as_of,
        list(arrivals.week_date order by arrivals.week_date) as week_dates,
        list(arrivals.finished_count order by arrivals.week_date) as finished_count,
        list(arrivals.arrived_count order by arrivals.week_date) as arrived_count,
        list(throughput.active_days order by arrivals.week_date) as active_days
    from arrivals
    join throughput using (scope, as_of, week_date)
    where not arrivals.is_partial
    group by arrivals.scope, arrivals.as_of
),

counted as (
    select
        scope,
        as_of,
        count(*) filter (where state in ('to_do', 'in_progress')) as open_count,
        count(*) filter (where state = 'in_progress') as in_progress_count,
        count(*) filter (where state = 'done') as done_count,
        count(*) filter (where state = 'cancelled') as cancelled_count,
        count(*) filter (where state not in ('cancelled', 'vanished')) as scope_count
    from items_as_of
    group by scope, as_of
)

select
    counted.scope,
    counted.as_of,
    counted.open_count,
    counted.in_progress_count,
    counted.done_count,
    counted.cancelled_count,
    counted.scope_count,
    coalesce(weekly.week_dates, []) as week_dates,
    coalesce(weekly.finished_count, []) as finished_count,
    coalesce(weekly.arrived_count, []) as arrived_count,
    coalesce(weekly.active_days, []) as active_days
from counted
left join weekly using (scope, as_of)
