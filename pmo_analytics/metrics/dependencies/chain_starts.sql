-- grain: a thing of the open dependencies of a scope; the first day, counted from the day asked for, on
-- which everything it waits for can be finished
with recursive starts as (
    select scope, as_of, node_id, cast(0 as decimal(18, 3)) as start_days
    from chain_nodes
    union all
    select
        starts.scope,
        starts.as_of,
        edges.waiting_id,
        max(starts.start_days + coalesce(needed.left_days, 0))
    from starts
    join chain_edges as edges
        on starts.scope = edges.scope
        and starts.as_of = edges.as_of
        and starts.node_id = edges.needed_id
    join chain_nodes as needed
        on starts.scope = needed.scope
        and starts.as_of = needed.as_of
        and starts.node_id = needed.node_id
    group by starts.scope, starts.as_of, edges.waiting_id
)

select scope, as_of, node_id, max(start_days) as start_days
from starts
group by scope, as_of, node_id
