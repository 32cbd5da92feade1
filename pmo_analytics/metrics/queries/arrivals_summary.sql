-- grain: a scope; what arrived and left a week over the last complete weeks
with recent as (
    select
        *,
        row_number() over (partition by scope, as_of order by week_start desc) <= $weeks as is_recent
    from arrivals
    where is_complete
)

select
    scope,
    as_of,
    avg(created_items) filter (where is_recent) as mean_week_created_items,
    avg(started_items) filter (where is_recent) as mean_week_started_items,
    avg(finished_items) filter (where is_recent) as mean_week_finished_items,
    coalesce(sum(net_flow_items) filter (where is_recent), 0)::bigint as net_flow_items,
    count(*) filter (where is_recent) as complete_weeks,
    coalesce(sum(created_items) filter (where is_recent), 0)::bigint as n
from recent
group by scope, as_of
