-- grain: an item of a scope and a check of how it was handled that applies to it. Checks of history
-- apply where the exports tell every change of status.
with items as (
    select items_as_of.*, source_roles.roles
    from items_as_of
    join source_roles using (source, as_of)
    where state not in ('cancelled', 'vanished')
),

begun as (
    select distinct items.scope, items.as_of, items.item_id
    from items
    join transitions
        on items.item_id = transitions.item_id
        and transitions.to_state = 'in_progress'
        and transitions.changed_at <= items.known_at
),

beginnings as (
    select item_id, to_state as first_state from transitions where sequence = 1
),

parents as (
    select distinct items.scope, items.as_of, items.item_id
    from items
    join item_versions as parents
        on items.source = parents.source and items.parent_key = parents.item_key
),

-- What a sub-task did, against its parent.
parts as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        bool_or(spells.state in ('to_do', 'in_progress')) as has_open_part,
        bool_or(spells.started_at < items.started_at or items.started_at is null)
            filter (where spells.started_at is not null) as has_early_part
    from items
    join item_versions as versions
        on items.source = versions.source
        and items.item_key = versions.parent_key
        and versions.level = 'sub-task'
        and versions.valid_from <= items.as_of_at
        and versions.valid_to > items.as_of_at
    join item_spells as spells
        on versions.item_position = spells.item_position
        and spells.entered_at <= items.known_at
        and spells.valid_to > items.known_at
    group by items.scope, items.as_of, items.item_id
),

finishing_days as (
    select scope, as_of, project_id, done_date, count(*) as finished_count
    from items
    where done_date is not null
    group by scope, as_of, project_id, done_date
),

usual_days as (
    select scope, as_of, project_id, quantile_disc(finished_count, 0.5) as usual_count
    from finishing_days
    group by scope, as_of, project_id
),

checked as (
    select
        items.scope,
        items.as_of,
        items.project_id,
        items.item_key as subject,
        unnest([
            {
                check_id: 'kept_finished',
                applies: is_history_told and (state = 'done' or reopened_count > 0),
                fails: reopened_count > 0
            },
            {
                check_id: 'never_sent_back',
                applies: is_history_told and begun.item_id is not null,
                fails: moved_back_count > 0
            },
            {
                check_id: 'start_kept',
                applies: is_history_told and begun.item_id is not null,
                fails: state = 'to_do'
            },
            {
                check_id: 'created_to_do',
                applies: is_history_told,
                fails: beginnings.first_state <> 'to_do'
            },
            {
                check_id: 'parent_set',
                applies: state = 'in_progress' and list_has_any(
                    roles, ['parent', 'parent_key', 'parent_id', 'epic_key']
                ),
                fails: coalesce(items.parent_key, items.epic_key) is null
            },
            {
                check_id: 'parent_known',
                applies: items.parent_key is not null,
                fails: parents.item_id is null
            },
            {
                check_id: 'estimate_set',
                applies: state = 'in_progress' and list_has_any(
                    roles, ['points', 'estimate_hours', 'estimate_seconds']
                ),
                fails: points is null and estimate_hours is null
            },
            {
                check_id: 'parts_finished',
                applies: state = 'done' and parts.item_id is not null,
                fails: parts.has_open_part
            },
            {
                check_id: 'parts_started_after',
                applies: parts.has_early_part is not null,
                fails: parts.has_early_part
            },
            {
                check_id: 'finished_singly',
                applies: items.done_date is not null,
                -- A day that finishes five times the usual number, ten at least: closed in bulk.
                fails: finishing_days.finished_count >= 10
                    and finishing_days.finished_count >= 5 * usual_days.usual_count
            }
        ], recursive := true)
    from (
        select *, list_has_any(roles, ['changed_at', 'stage', 'snapshot_date'])
            as is_history_told
        from items
    ) as items
    join beginnings using (item_id)
    left join begun using (scope, as_of, item_id)
    left join parents using (scope, as_of, item_id)
    left join parts using (scope, as_of, item_id)
    left join finishing_days using (scope, as_of, project_id, done_date)
    left join usual_days using (scope, as_of, project_id)
)

select scope, as_of, project_id, check_id, subject, fails
from checked
where applies
