-- grain: a stage in progress of a project, in the order of its board; as pmo.toml and the exports have
-- them now
select project_id, stage, min(stage_order) as stage_order
from status_meanings
where state = 'in_progress' and stage is not null
group by project_id, stage
