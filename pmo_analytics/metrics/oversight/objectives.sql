-- grain: an objective that a project of a scope serves or, for a scope of all projects, that pmo.toml
-- names; projects without one are the row without an objective. Objectives are compared without case
-- and accents, and called as the register of projects calls them.
with served as (
    select
        counted_projects.*,
        nullif(trim(projects.objective), '') as objective
    from counted_projects
    join projects using (project_id)
),

budgets as (
    select as_of, project_id, any_value(budget) as budget from projects_as_of group by as_of, project_id
),

spending as (
    select scope, as_of, project_id, sum(actual_cost) as actual_cost
    from cost_months
    group by scope, as_of, project_id
),

gains as (
    select
        scope,
        as_of,
        project_id,
        sum(planned_total) filter (where is_money) as planned_benefit,
        sum(expected_total) filter (where is_money) as expected_benefit
    from benefit_totals
    group by scope, as_of, project_id
),

summed as (
    select
        served.scope,
        served.as_of,
        fold(served.objective) as objective_folded,
        min(served.objective) as objective,
        count(*) as project_count,
        list(served.project_id order by served.project_id) as project_ids,
        sum(budgets.budget) filter (where served.is_counted) as budget,
        sum(spending.actual_cost) filter (where served.is_counted) as actual_cost,
        sum(gains.planned_benefit) filter (where served.is_counted) as planned_benefit,
        sum(gains.expected_benefit) filter (where served.is_counted) as expected_benefit
    from served
    left join budgets using (as_of, project_id)
    left join spending using (scope, as_of, project_id)
    left join gains using (scope, as_of, project_id)
    group by served.scope, served.as_of, fold(served.objective)
),

whole_scopes as (
    select scope, as_of from counted_projects
    group by scope, as_of
    having count(*) = (select count(*) from projects)
),

named as (
    select
        whole_scopes.scope,
        whole_scopes.as_of,
        fold(setting_objectives.objective) as objective_folded,
        min(setting_objectives.objective) as objective
    from setting_objectives
    cross join whole_scopes
    group by whole_scopes.scope, whole_scopes.as_of, fold(setting_objectives.objective)
)

select
    coalesce(summed.scope, named.scope) as scope,
    coalesce(summed.as_of, named.as_of) as as_of,
    coalesce(summed.objective, named.objective) as objective,
    coalesce(summed.project_count, 0) as project_count,
    coalesce(summed.project_ids, []) as project_ids,
    summed.budget,
    summed.actual_cost,
    summed.planned_benefit,
    summed.expected_benefit
from summed
full join named
    on summed.scope = named.scope
    and summed.as_of = named.as_of
    and summed.objective_folded = named.objective_folded
