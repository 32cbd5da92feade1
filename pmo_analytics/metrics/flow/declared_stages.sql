-- grain: a column of the way that pmo.toml declares for a project, without those of what was cancelled:
-- by the workflow of the project, else of its source, else of all
with placed as (
    select distinct
        uses.project_id,
        stages.scope_kind,
        stages.stage,
        stages.stage_order,
        stages.category,
        case stages.scope_kind when 'project' then 1 when 'source' then 2 else 3 end as coarseness
    from (select distinct source, project_id from status_meanings where project_id <> '') as uses
    join setting_stages as stages
        on stages.scope_kind = 'all'
        or (stages.scope_kind = 'source' and stages.scope_name = uses.source)
        or (stages.scope_kind = 'project' and stages.scope_name = uses.project_id)
    where stages.category <> 'cancelled'
),

finest as (
    select *, min(coarseness) over (partition by project_id) as finest_kind
    from placed
)

select
    project_id,
    stage,
    stage_order,
    category,
    category = 'to_do' and stage_order = max(stage_order) filter (where category = 'to_do') over (
        partition by project_id
    ) as is_ready_stage,
    category = 'active' and stage_order = max(stage_order) filter (where category = 'active') over (
        partition by project_id
    ) as is_last_check
from finest
where coarseness = finest_kind
