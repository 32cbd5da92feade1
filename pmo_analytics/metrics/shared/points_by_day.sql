-- grain: a day of a scope on which its work changed, once as the points of the items that have any and
-- once as the number of those that have none; columns as in work_by_day, in points or in items
with weighed as (
    select
        *,
        unnest([true, false]) as is_sized,
        unnest([coalesce(points, 0), (points is null)::integer]) as weight
    from work_changes
)

select
    weighed.scope,
    weighed.is_sized,
    local_date(weighed.moment, setting_portfolio.time_zone) as date,
    sum(finished_count * weight)::double as finished_count,
    sum((open_change + closed_count - imported_count) * weight)::double as arrived_count,
    sum(open_change * weight)::double as open_change,
    sum(progress_change * weight)::double as progress_change,
    sum(blocked_change * weight)::double as blocked_change,
    sum(people_change)::double as people_change
from weighed
cross join setting_portfolio
group by all
having
    bool_or(finished_count <> 0) or bool_or(open_change <> 0) or bool_or(progress_change <> 0)
    or bool_or(blocked_change <> 0) or bool_or(people_change <> 0)
order by scope, date, is_sized
