-- grain: a scope; how many items and projects its people have in progress at once
with undone as (
    select
        scope,
        as_of,
        count(*) filter (where state = 'in_progress' and assignee is null) as without_assignee
    from items_as_of
    group by scope, as_of
),

loads as (
    select
        scope,
        as_of,
        avg(wip_count) as mean_wip_count,
        quantile_disc(wip_count, 0.5) as half_wip_count,
        max(wip_count) as highest_wip_count,
        sum(wip_count)::bigint as wip_count,
        avg(project_count) as mean_project_count,
        count(*) filter (where project_count >= 2) as multi_project_count,
        count(*) filter (where project_count >= 2) / count(*) as multi_project_share,
        count(*) filter (where wip_count >= 2) / count(*) as multi_item_share,
        count(*) as person_count
    from person_loads
    group by scope, as_of
)

select
    undone.scope,
    undone.as_of,
    loads.* exclude (scope, as_of),
    undone.without_assignee,
    coalesce(loads.person_count, 0) as n
from undone
left join loads using (scope, as_of)
