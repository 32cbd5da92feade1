-- grain: a project of a scope with the size of its work and its sprints: what is finished, what there
-- is now, and what there was when the baseline in force was approved
with sizes as (
    select
        items.scope,
        items.as_of,
        items.project_id,
        any_value(items.has_points) as has_points,
        coalesce(sum(items.size) filter (where items.state = 'done'), 0) as finished_size,
        sum(items.size) filter (where items.state not in ('cancelled', 'vanished')) as scope_size,
        sum(items.size) filter (
            where coalesce(items.created_date <= baselines.baseline_approved_date, true)
            and coalesce(items.cancelled_date > baselines.baseline_approved_date, true)
        ) as baseline_size,
        count(*) filter (where items.size is null) as unsized_count
    from sized_items as items
    join projects_as_of as baselines using (scope, as_of, project_id)
    group by items.scope, items.as_of, items.project_id
),

passed as (
    select
        counted.scope,
        counted.as_of,
        counted.project_id,
        count(*) as sprint_count,
        count(*) filter (where sprints.end_date <= counted.as_of) as ended_sprint_count
    from counted_projects as counted
    join sprints on sprints.project_id is null or sprints.project_id = counted.project_id
    group by counted.scope, counted.as_of, counted.project_id
),

spent as (
    select scope, as_of, project_id, sum(actual_cost) as actual_cost
    from cost_months
    group by scope, as_of, project_id
)

select
    counted.scope,
    counted.as_of,
    counted.project_id,
    counted.currency,
    plans.budget as budget_at_completion,
    sizes.* exclude (scope, as_of, project_id),
    passed.sprint_count,
    passed.ended_sprint_count,
    spent.actual_cost,
    case
        when not counted.is_counted then 'currency'
        when plans.budget is null then 'budget'
        when spent.actual_cost is null then 'costs'
        when passed.sprint_count is null then 'sprints'
        when coalesce(sizes.scope_size, 0) = 0 then 'items'
    end as left_out_by
from counted_projects as counted
join projects_as_of as plans using (scope, as_of, project_id)
left join sizes using (scope, as_of, project_id)
left join passed using (scope, as_of, project_id)
left join spent using (scope, as_of, project_id)
