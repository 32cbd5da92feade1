-- grain: a scope; how many items had reached each stage on the day
select
    scope,
    as_of,
    max(reached_count) filter (where stage_order = 1 and date = as_of) as arrived_count,
    max(reached_count) filter (where stage_order = 2 and date = as_of) as started_count,
    max(reached_count) filter (where stage_order = 3 and date = as_of) as finished_count,
    max(reached_count) filter (where stage_order = 1 and date = as_of) as n
from cumulative_flow
group by scope, as_of
