-- grain: a scope; what arrived and left a period over the last complete periods
with recent as (
    select
        *,
        row_number() over (partition by scope, as_of order by period_date desc) <= $periods
            as is_recent
    from arrivals
    where not is_partial
),

-- Where no start is known at all, none was counted.
known as (
    select
        scope,
        as_of,
        bool_or(first_started_at is not null) as is_start_known,
        count(*) filter (where created_date is null) as without_creation
    from items_as_of
    group by scope, as_of
)

select
    recent.scope,
    recent.as_of,
    avg(arrived_count) filter (where is_recent) as mean_arrived_count,
    avg(started_count) filter (where is_recent and is_start_known) as mean_started_count,
    avg(finished_count) filter (where is_recent) as mean_finished_count,
    sum(net_flow_count) filter (where is_recent and is_start_known)::bigint as net_flow_count,
    count(*) filter (where is_recent) as complete_periods,
    coalesce(sum(arrived_count) filter (where is_recent), 0)::bigint as n,
    any_value(known.without_creation) as without_creation
from recent
join known using (scope, as_of)
group by recent.scope, recent.as_of
