-- grain: a scope; of what stood in its closed sprints at their end, how much was not finished
select
    scope,
    as_of,
    sum(carried_size) / nullif(sum(final_size), 0) as carried_share,
    cast(sum(carried_size) as double) as carried_size,
    cast(sum(final_size) as double) as final_size,
    count(*) filter (where carried_size > 0) as carrying_sprint_count,
    count(evidence) as n,
    count(*) filter (where evidence is null) as without_items
from sprint_results
group by scope, as_of
