-- grain: a scope; the names on its longest chain in their order, the first by name where ways are as
-- long as each other
with recursive critical as (
    select * from dependency_network where slack_days = 0 and not is_in_circle
),

firsts as (
    select critical.*
    from critical
    left join chain_edges as edges
        on critical.scope = edges.scope
        and critical.as_of = edges.as_of
        and critical.node_id = edges.waiting_id
    where critical.start_days = 0 and edges.scope is null
),

steps as (
    select scope, as_of, min_by(node_id, (name, node_id)) as node_id, 1 as step
    from firsts
    group by scope, as_of
    union all
    select steps.scope, steps.as_of, min_by(later.node_id, (later.name, later.node_id)), steps.step + 1
    from steps
    join critical as here using (scope, as_of, node_id)
    join chain_edges as edges
        on steps.scope = edges.scope
        and steps.as_of = edges.as_of
        and steps.node_id = edges.needed_id
    join critical as later
        on edges.scope = later.scope
        and edges.as_of = later.as_of
        and edges.waiting_id = later.node_id
        and later.start_days = here.start_days + coalesce(here.left_days, 0)
    group by steps.scope, steps.as_of, steps.step
)

select scope, as_of, string_agg(critical.name, ' → ' order by steps.step) as names
from steps
join critical using (scope, as_of, node_id)
group by scope, as_of
