-- grain: a time during which an item of a scope stood in one state there, assigned to one person and
-- of one size; what an import showed is imported once, whatever changed about it later
with placed as (
    select
        versions.item_position,
        versions.item_id,
        versions.project_id,
        versions.team_id,
        versions.assignee,
        versions.points,
        versions.valid_from,
        -- What the first export of a project shows was there before it; what a later one adds came.
        min(versions.seen_at) over (partition by versions.item_position)
            = min(versions.seen_at) over (partition by versions.source, versions.project_id)
            as is_of_first_export,
        versions.level = 'item'
        and ($item_types::varchar[] is null or list_contains($item_types::varchar[], versions.item_type))
        and ($teams::varchar[] is null or list_contains($teams::varchar[], versions.team_id))
        and ($priorities::varchar[] is null or list_contains($priorities::varchar[], versions.priority))
        and ($epics::varchar[] is null or list_contains($epics::varchar[], versions.epic_key))
        and ($labels::varchar[] is null or list_has_any($labels::varchar[], versions.labels))
        and ($components::varchar[] is null or list_has_any($components::varchar[], versions.components))
        and ($releases::varchar[] is null or list_has_any($releases::varchar[], versions.releases))
            as is_counted
    from item_versions as versions
),

moves as (
    select *
    from placed
    window each_item as (partition by item_position order by valid_from)
    qualify
        lag(valid_from) over each_item is null
        or (project_id, team_id, assignee, points, is_counted)
            is distinct from lag((project_id, team_id, assignee, points, is_counted)) over each_item
),

stays as (
    select
        *,
        lead(valid_from, 1, timestamp 'infinity') over (
            partition by item_position order by valid_from
        ) as valid_to
    from moves
)

select
    scopes.scope,
    stays.item_id,
    stays.assignee,
    stays.points,
    greatest(spells.entered_at, stays.valid_from) as began_at,
    least(spells.valid_to, stays.valid_to) as ended_at,
    spells.state in ('to_do', 'in_progress') as is_open,
    spells.state = 'in_progress' as is_in_progress,
    spells.state = 'in_progress' and spells.category is distinct from 'waiting' as is_worked_on,
    spells.state = 'done' and spells.from_state is distinct from 'done'
        and spells.entered_at >= stays.valid_from as is_finish,
    spells.done_at is not null as is_day_known,
    spells.sequence > 1 as has_come,
    spells.sequence = 1 and spells.evidence = 'current status' and stays.is_of_first_export
        and spells.entered_at >= stays.valid_from as is_import
from stays
join scopes
    on stays.project_id = scopes.project_id
    and (scopes.scope_team_id is null or stays.team_id = scopes.scope_team_id)
join item_spells as spells
    on stays.item_position = spells.item_position
    and spells.entered_at < stays.valid_to
    and spells.valid_to > stays.valid_from
where stays.is_counted
