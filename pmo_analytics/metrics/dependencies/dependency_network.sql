-- grain: a thing of the open dependencies of a scope: what waits for it, when it can begin, how much
-- later it may begin without moving the end, and how much passes through it. What stands in a circle
-- can never begin.
with ends as (
    select scope, as_of, max(start_days + rest_days) as chain_days
    from chain_starts
    join chain_ends using (scope, as_of, node_id)
    group by scope, as_of
),

direct as (
    select scope, as_of, needed_id as node_id, count(*) as direct_count
    from open_edges
    group by scope, as_of, needed_id
),

blocked as (
    select
        scope,
        as_of,
        needed_id as node_id,
        count(*) filter (where waiting_id <> needed_id) as blocked_count,
        bool_or(waiting_id = needed_id) as is_in_circle
    from blocked_by
    group by scope, as_of, needed_id
),

passing as (
    select
        firsts.scope,
        firsts.as_of,
        firsts.to_id as node_id,
        sum(firsts.ways * seconds.ways / wholes.ways) as betweenness
    from chain_paths as firsts
    join chain_paths as seconds
        on firsts.scope = seconds.scope
        and firsts.as_of = seconds.as_of
        and firsts.to_id = seconds.from_id
    join chain_paths as wholes
        on firsts.scope = wholes.scope
        and firsts.as_of = wholes.as_of
        and firsts.from_id = wholes.from_id
        and seconds.to_id = wholes.to_id
        and firsts.steps + seconds.steps = wholes.steps
    group by firsts.scope, firsts.as_of, firsts.to_id
)

select
    nodes.scope,
    nodes.as_of,
    nodes.node_id,
    nodes.name,
    nodes.kind,
    nodes.project_id,
    nodes.left_days,
    nodes.left_evidence,
    coalesce(direct.direct_count, 0) as direct_count,
    coalesce(blocked.blocked_count, 0) as blocked_count,
    coalesce(blocked.is_in_circle, false) as is_in_circle,
    chain_starts.start_days,
    ends.chain_days - chain_ends.rest_days as latest_start_days,
    ends.chain_days - chain_ends.rest_days - chain_starts.start_days as slack_days,
    coalesce(round(passing.betweenness, 6), 0) as betweenness
from chain_nodes as nodes
join ends using (scope, as_of)
join chain_starts using (scope, as_of, node_id)
join chain_ends using (scope, as_of, node_id)
left join direct using (scope, as_of, node_id)
left join blocked using (scope, as_of, node_id)
left join passing using (scope, as_of, node_id)
