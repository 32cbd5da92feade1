-- grain: a scope; how many items had reached each stage on the day
select
    scope,
    as_of,
    max(reached_count) filter (where stage_order = 1 and is_last) as arrived_count,
    max(reached_count) filter (where stage_order = 2 and is_last) as started_count,
    max(reached_count) filter (where stage_order = 3 and is_last) as finished_count,
    max(reached_count) filter (where stage_order = 1 and is_last) as n
from (
    select *, date = max(date) over (partition by scope, as_of) as is_last from cumulative_flow
)
group by scope, as_of
