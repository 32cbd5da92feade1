-- grain: a scope; the items of its projects against those that their baselines in force were made for,
-- of the projects whose baseline says so
with planned as (
    select
        scopes.scope,
        baselines.as_of,
        baselines.project_id,
        baselines.scope_items as planned_count
    from scopes
    join current_baselines as baselines using (project_id)
    where baselines.scope_items > 0
),

there as (
    select scope, as_of, project_id, count(*) as scope_count
    from items_as_of
    where state not in ('cancelled', 'vanished')
    group by scope, as_of, project_id
)

select
    planned.scope,
    planned.as_of,
    sum(coalesce(there.scope_count, 0)) / sum(planned.planned_count) - 1 as growth_share,
    sum(coalesce(there.scope_count, 0))::bigint as scope_count,
    sum(planned.planned_count)::bigint as planned_count,
    count(*) as n
from planned
left join there using (scope, as_of, project_id)
group by planned.scope, planned.as_of
