-- grain: two things of a scope and in how many ways the second waits for the first over the fewest
-- steps
with recursive walks as (
    select scope, as_of, needed_id as from_id, waiting_id as to_id, 1 as steps,
        cast(1 as double) as ways
    from chain_edges
    union all
    select walks.scope, walks.as_of, walks.from_id, edges.waiting_id, walks.steps + 1,
        sum(walks.ways)
    from walks
    join chain_edges as edges
        on walks.scope = edges.scope
        and walks.as_of = edges.as_of
        and walks.to_id = edges.needed_id
    group by walks.scope, walks.as_of, walks.from_id, edges.waiting_id, walks.steps
)

select scope, as_of, from_id, to_id, steps, ways
from walks
qualify steps = min(steps) over (partition by scope, as_of, from_id, to_id)
