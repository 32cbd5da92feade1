-- grain: an item of a scope as it stood at the end of a day, as far as the exports taken by then
-- know; sub-tasks and epics are never counted with their stories
with spells as (
    select * from item_spells
),

versions as (
    select * from item_versions
    where
        level = 'item'
        and ($item_types::varchar[] is null or list_contains($item_types::varchar[], item_type))
        and ($teams::varchar[] is null or list_contains($teams::varchar[], team_id))
        and ($priorities::varchar[] is null or list_contains($priorities::varchar[], priority))
        and ($epics::varchar[] is null or list_contains($epics::varchar[], epic_key))
        and ($labels::varchar[] is null or list_has_any($labels::varchar[], labels))
        and ($components::varchar[] is null or list_has_any($components::varchar[], components))
),

scoped as (
    select scopes.scope, versions.*
    from versions
    join scopes
        on versions.project_id = scopes.project_id
        and (scopes.scope_team_id is null or versions.team_id = scopes.scope_team_id)
),

known as (
    select * from sources_as_of
)

select
    scoped.scope,
    known.as_of,
    known.as_of_at,
    known.is_partial,
    known.known_at,
    known.is_exported,
    scoped.item_id,
    scoped.source,
    scoped.item_key,
    scoped.item_url,
    scoped.item_type,
    scoped.title,
    scoped.description,
    scoped.project_id,
    scoped.team_id,
    scoped.parent_key,
    scoped.epic_key,
    scoped.assignee,
    scoped.priority,
    scoped.planned_start_date,
    scoped.due_date,
    scoped.points,
    scoped.estimate_hours,
    scoped.spent_hours,
    scoped.labels,
    scoped.sprints,
    scoped.is_flagged,
    scoped.created_at,
    scoped.created_date,
    scoped.updated_date,
    scoped.resolution,
    spells.status,
    spells.stage,
    spells.stage_order,
    spells.category,
    spells.state,
    spells.entered_date,
    spells.evidence as entered_evidence,
    spells.started_at,
    spells.started_date,
    spells.started_evidence,
    spells.first_started_at,
    spells.first_started_date,
    spells.done_at,
    spells.done_date,
    spells.cancelled_date,
    spells.finished_evidence,
    spells.reopened_count,
    spells.moved_back_count,
    spells.active_seconds,
    spells.is_status_understood
from known
join scoped
    on known.source = scoped.source
    and scoped.valid_from <= known.as_of_at
    and scoped.valid_to > known.as_of_at
join spells
    on scoped.item_id = spells.item_id
    and spells.entered_at <= known.known_at
    and (spells.left_at is null or spells.left_at > known.known_at)
