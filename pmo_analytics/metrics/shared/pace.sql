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
)

select
    item_counts.scope,
    item_counts.as_of,
    item_counts.open_count,
    item_counts.in_progress_count,
    item_counts.done_count,
    item_counts.cancelled_count,
    item_counts.scope_count,
    coalesce(weekly.week_dates, []) as week_dates,
    coalesce(weekly.finished_count, []) as finished_count,
    coalesce(weekly.arrived_count, []) as arrived_count,
    coalesce(weekly.active_days, []) as active_days
from item_counts
left join weekly using (scope, as_of)
