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
    join scopes using (project_id)
),

-- What a later export tells was not known before it. Before the first export of a source later ones
-- speak for it.
known as (
    select
        as_of_dates.as_of,
        as_of_dates.as_of_at,
        as_of_dates.is_partial,
        shown.source,
        coalesce(max(exports.taken_at), as_of_dates.as_of_at) as known_at,
        max(exports.taken_at) is not null as is_exported
    from as_of_dates
    cross join (select distinct source from versions) as shown
    left join exports
        on shown.source = exports.source
        and exports.taken_at <= as_of_dates.as_of_at
        and exports.kind not in ('counts', 'sprints')
    group by as_of_dates.as_of, as_of_dates.as_of_at, as_of_dates.is_partial, shown.source
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
from known
join scoped
    on known.source = scoped.source
    and scoped.valid_from <= known.as_of_at
    and scoped.valid_to > known.as_of_at
join spells
    on scoped.item_id = spells.item_id
    and spells.entered_at <= known.known_at
    and (spells.left_at is null or spells.left_at > known.known_at)
