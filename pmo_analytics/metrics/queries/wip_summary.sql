-- grain: a scope; items in progress on the day, and the mean of the ends of days before
with unknown as (
    select scope, as_of, count(*) as without_start
    from items_as_of
    where state = 'in_progress' and started_date is null
    group by all
)

select
    wip.scope,
    wip.as_of,
    max_by(wip.wip_count, wip.date) as wip_count,
    max_by(wip.wip_any_time_count, wip.date) as wip_any_time_count,
    avg(wip.wip_count) as mean_wip_count,
    count(*) as days,
    max_by(wip.wip_count, wip.date) as n,
    coalesce(any_value(unknown.without_start), 0) as without_start
from wip
left join unknown using (scope, as_of)
group by wip.scope, wip.as_of
