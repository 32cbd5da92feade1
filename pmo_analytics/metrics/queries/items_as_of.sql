-- grain: an item of a scope as it stood at the end of a day; sub-tasks and epics are never counted
-- with their stories
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
    join scopes using (project_id)
)

select
    scoped.scope,
    as_of_dates.as_of,
    as_of_dates.as_of_at,
    as_of_dates.is_partial,
    scoped.item_id,
    scoped.source,
    scoped.item_key,
    scoped.item_url,
    scoped.item_type,
    scoped.title,
    scoped.description,
    scoped.project_id,
    scoped.assignee,
    scoped.priority,
    scoped.due_date,
    scoped.points,
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
    spells.started_at,
    spells.started_date,
    spells.started_evidence,
    spells.first_started_date,
    spells.done_at,
    spells.done_date,
    spells.cancelled_date,
    spells.finished_evidence,
    spells.reopened_count,
    spells.is_status_understood
from as_of_dates
join spells
    on spells.entered_at <= as_of_dates.as_of_at
    and (spells.left_at is null or spells.left_at > as_of_dates.as_of_at)
join scoped
    on spells.item_id = scoped.item_id
    and scoped.valid_from <= as_of_dates.as_of_at
    and scoped.valid_to > as_of_dates.as_of_at
