-- grain: a scope; items in progress on the day, and the mean of the ends of days before
with unknown as (
    select
        scope,
        as_of,
        count(*) filter (where state = 'in_progress' and started_date is null) as without_start,
        bool_or(first_started_at is not null) as is_start_known,
        if(count(status) = 0 and count(first_started_at) = 0, count(*), 0) as without_status
    from items_as_of
    group by scope, as_of
)

select
    wip.scope,
    wip.as_of,
    max_by(wip.wip_count, wip.date) as wip_count,
    max_by(wip.wip_any_time_count, wip.date) filter (where unknown.is_start_known)
        as wip_any_time_count,
    avg(wip.wip_count) filter (where unknown.is_start_known) as mean_wip_count,
    count(*) as days,
    max_by(wip.wip_count, wip.date) as n,
    coalesce(any_value(unknown.without_start), 0) as without_start,
    coalesce(any_value(unknown.without_status), 0) as without_status
from wip
left join unknown using (scope, as_of)
group by wip.scope, wip.as_of
