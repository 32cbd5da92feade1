-- grain: what a project of a scope has before it, or has left behind: a milestone that is not reached, a
-- stage gate that is not passed, or something of another project, on the first day it is needed
with milestones_ahead as (
    select
        scope,
        as_of,
        project_id,
        milestone as mark_name,
        forecast_date as mark_date,
        baseline_date as planned_date
    from milestone_trends
    where actual_date is null
),

gates_ahead as (
    select scope, as_of, project_id, gate as mark_name, due_date as mark_date
    from gates_as_of
    where approved_date is null
),

handovers_ahead as (
    select
        edges.scope,
        edges.as_of,
        edges.waiting_project_id as project_id,
        coalesce(projects.name, edges.needed_title, edges.needed_name) as mark_name,
        min(edges.need_by_date) as mark_date
    from dependency_edges as edges
    join scopes
        on edges.scope = scopes.scope and edges.waiting_project_id = scopes.project_id
    left join projects
        on edges.needed_kind = 'project' and edges.needed_project_id = projects.project_id
    where edges.is_open and edges.is_cross_project and edges.need_by_date is not null
    group by all
)

select *, 'milestone' as kind_name from milestones_ahead
union all by name
select *, 'gate' as kind_name from gates_ahead
union all by name
select *, 'handover' as kind_name from handovers_ahead
