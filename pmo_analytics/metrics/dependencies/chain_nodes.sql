-- grain: a thing of the open dependencies of a scope with the days of work left in it: what its
-- estimate leaves, else for an item so many as half of the finished items of its
-- project took at most, else blank
with named as (
    select scope, as_of, needed_id as node_id, needed_name as name, needed_kind as kind,
        needed_project_id as project_id
    from dependency_edges
    where is_open and not is_unknown
    union
    select scope, as_of, waiting_id, waiting_name, waiting_kind, waiting_project_id
    from dependency_edges
    where is_open and not is_unknown
),

typical as (
    select scope, as_of, project_id, quantile_disc(elapsed_cycle_days, 0.5) as typical_days
    from finished_items
    group by scope, as_of, project_id
)

select
    named.scope,
    named.as_of,
    named.node_id,
    any_value(named.name) as name,
    any_value(named.kind) as kind,
    any_value(named.project_id) as project_id,
    any_value(case
        when states.left_days is not null then 'told'
        when named.kind = 'item' and typical.typical_days is not null then 'typical'
        else 'unknown'
    end) as left_evidence,
    any_value(cast(case
        when states.left_days is not null then states.left_days
        when named.kind = 'item' then typical.typical_days
    end as decimal(18, 3))) as left_days
from named
left join node_states as states using (node_id, as_of)
left join typical using (scope, as_of, project_id)
group by named.scope, named.as_of, named.node_id
