-- grain: a scope; what arrived and left a period over the last complete periods
with recent as (
    select
        *,
        row_number() over (partition by scope, as_of order by period_date desc) <= $periods
            as is_recent
    from arrivals
    where not is_partial
)

select
    scope,
    as_of,
    avg(arrived_count) filter (where is_recent) as mean_arrived_count,
    avg(started_count) filter (where is_recent) as mean_started_count,
    avg(finished_count) filter (where is_recent) as mean_finished_count,
    coalesce(sum(net_flow_count) filter (where is_recent), 0)::bigint as net_flow_count,
    count(*) filter (where is_recent) as complete_periods,
    coalesce(sum(arrived_count) filter (where is_recent), 0)::bigint as n
from recent
group by scope, as_of
