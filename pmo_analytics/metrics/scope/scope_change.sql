-- grain: a scope; what was added to it and dropped from it since its baseline
with planned as (
    select
        scopes.scope,
        baselines.as_of,
        sum(baselines.scope_items)::bigint as planned_count,
        count(baselines.project_id) as projects
    from scopes
    join current_baselines as baselines using (project_id)
    group by scopes.scope, baselines.as_of
),

counted as (
    select
        scope,
        as_of,
        count(*) filter (where was_in_scope) as base_count,
        count(*) filter (where is_in_scope and not was_in_scope) as added_count,
        count(*) filter (where was_in_scope and not is_in_scope) as dropped_count,
        count(*) filter (where is_in_scope) as scope_count
    from changed_scope
    group by scope, as_of
)

select
    known_until.scope,
    known_until.as_of,
    (counted.added_count - counted.dropped_count) / nullif(counted.base_count, 0)
        as net_change_share,
    (counted.added_count + counted.dropped_count) / nullif(counted.base_count, 0)
        as gross_change_share,
    counted.added_count / nullif(counted.base_count, 0) as added_share,
    counted.added_count,
    counted.dropped_count,
    counted.base_count,
    counted.scope_count,
    planned.planned_count,
    coalesce(counted.base_count, 0) as n,
    counted.scope is null as is_without_day,
    coalesce(counted.base_count = 0, false) as was_empty
from known_until
left join counted using (scope, as_of)
left join planned using (scope, as_of)
