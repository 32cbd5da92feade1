-- grain: a thing of the open dependencies of a scope; the days from its own beginning until everything
-- that waits for it can be finished
with recursive ends as (
    select scope, as_of, node_id, coalesce(left_days, 0) as rest_days
    from chain_nodes
    union all
    select
        ends.scope,
        ends.as_of,
        edges.needed_id,
        max(ends.rest_days + coalesce(needed.left_days, 0))
    from ends
    join chain_edges as edges
        on ends.scope = edges.scope
        and ends.as_of = edges.as_of
        and ends.node_id = edges.waiting_id
    join chain_nodes as needed
        on edges.scope = needed.scope
        and edges.as_of = needed.as_of
        and edges.needed_id = needed.node_id
    group by ends.scope, ends.as_of, edges.needed_id
)

select scope, as_of, node_id, max(rest_days) as rest_days
from ends
group by scope, as_of, node_id
