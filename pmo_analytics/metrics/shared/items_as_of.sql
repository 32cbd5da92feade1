-- grain: an item of a scope as it stood at the end of a day, as far as the exports taken by then
-- know; sub-tasks and epics are never counted with their stories
select
    scopes.scope,
    known.as_of,
    known.as_of_at,
    known.is_partial,
    known.known_at,
    known.is_exported,
    versions.item_id,
    versions.item_position,
    versions.source,
    versions.seen_at,
    if(versions.seen_at <= known.known_at, versions.version_number, 0) as version_count,
    versions.item_key,
    versions.item_url,
    versions.item_type,
    versions.title,
    versions.description,
    versions.project_id,
    versions.team_id,
    versions.parent_key,
    versions.epic_key,
    versions.assignee,
    versions.priority,
    versions.planned_start_date,
    versions.due_date,
    versions.points,
    versions.estimate_hours,
    versions.spent_hours,
    versions.labels,
    versions.releases,
    versions.rank,
    versions.sprints,
    versions.is_flagged,
    versions.created_at,
    versions.created_date,
    versions.updated_date,
    versions.resolution,
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
    spells.started_by_at,
    spells.first_started_at,
    spells.first_started_date,
    spells.done_at,
    spells.finished_by_at,
    spells.done_date,
    spells.cancelled_date,
    spells.finished_evidence,
    spells.reopened_count,
    spells.moved_back_count,
    spells.active_seconds,
    spells.is_status_understood
from sources_as_of as known
join item_versions as versions
    on known.source = versions.source
    and versions.valid_from <= known.as_of_at
    and versions.valid_to > known.as_of_at
join scopes
    on versions.project_id = scopes.project_id
    and (scopes.scope_team_id is null or versions.team_id = scopes.scope_team_id)
join item_spells as spells
    on versions.item_position = spells.item_position
    and spells.entered_at <= known.known_at
    and spells.valid_to > known.known_at
where
    versions.level = 'item'
    and ($item_types::varchar[] is null or list_contains($item_types::varchar[], versions.item_type))
    and ($teams::varchar[] is null or list_contains($teams::varchar[], versions.team_id))
    and ($priorities::varchar[] is null or list_contains($priorities::varchar[], versions.priority))
    and ($epics::varchar[] is null or list_contains($epics::varchar[], versions.epic_key))
    and ($labels::varchar[] is null or list_has_any($labels::varchar[], versions.labels))
    and ($components::varchar[] is null or list_has_any($components::varchar[], versions.components))
    and ($releases::varchar[] is null or list_has_any($releases::varchar[], versions.releases))
