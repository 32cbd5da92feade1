-- grain: a scope; what was started against what was finished over the last complete periods
with recent as (
    select *
    from arrivals
    where not is_partial
    qualify row_number() over (partition by scope, as_of order by period_date desc) <= $periods
),

-- Where no start is known at all, nothing can be weighed against what was finished.
known as (
    select scope, as_of, bool_or(first_started_at is not null) as is_start_known
    from items_as_of
    group by scope, as_of
),

counted as (
    select
        scope,
        as_of,
        sum(started_count)::bigint as started_count,
        sum(finished_count)::bigint as finished_count,
        sum(finished_without_start_count)::bigint as finished_without_start_count,
        sum(dropped_count)::bigint as dropped_count,
        sum(wip_change_count)::bigint as wip_change_count,
        count(*) as complete_periods
    from recent
    group by scope, as_of
)

select
    scope,
    as_of,
    started_count - finished_count as net_flow_count,
    started_count,
    finished_count,
    finished_without_start_count,
    dropped_count,
    wip_change_count,
    complete_periods,
    is_balanced(started_count, finished_count) as is_balanced,
    started_count / nullif(finished_count, 0) as started_per_finished_ratio,
    case
        when is_balanced(started_count, finished_count) then 0
        else greatest(started_count - finished_count, 0)
    end as debt_count,
    if(is_start_known, started_count + finished_count, 0) as n,
    if(is_start_known, 0, finished_count) as without_start
from counted
join known using (scope, as_of)
