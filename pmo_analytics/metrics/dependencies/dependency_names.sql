-- grain: a name of dependencies.csv that names something: a project, else a milestone, else an item; a
-- name that could mean two of the same kind means none
with written as (
    select from_id as name from dependencies
    union
    select to_id from dependencies
),

found as (
    select written.name, 'project' as kind, projects.project_id, projects.project_id as node_id
    from written
    join projects on written.name = projects.project_id
    union all
    select distinct
        written.name,
        'milestone',
        milestones.project_id,
        milestones.project_id || ' ' || milestones.milestone_id
    from written
    join milestones on written.name = milestones.milestone_id
    union all
    select written.name, 'item', main.items.project_id, main.items.item_id
    from written
    join main.items on written.name = main.items.item_key
),

ranked as (
    select *, case kind when 'project' then 1 when 'milestone' then 2 else 3 end as rank
    from found
)

select name, kind, project_id, node_id
from ranked
qualify
    rank = min(rank) over (partition by name)
    and count(*) over (partition by name, rank) = 1
