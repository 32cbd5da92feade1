-- grain: an item of a scope and a check that applies to it
with sources as (
    -- told once a source, as lists are long to carry beside each item
    select
        *,
        list_contains(roles, 'assignee') as tells_assignee,
        list_has_any(roles, ['started', 'changed_at', 'stage']) as tells_start
    from source_roles
),

items as (
    select
        items_as_of.*,
        sources.* exclude (source, as_of),
        -- Some trackers write a resolution only for what was discarded.
        bool_or(state = 'done' and resolution is not null) over (
            partition by items_as_of.scope, items_as_of.as_of, items_as_of.source
        ) as has_resolutions
    from items_as_of
    join sources using (source, as_of)
    where state not in ('cancelled', 'vanished')
),

disagreements as (
    select item_id, seen_at, disagreement from version_disagreements
),

checked as (
    select
        items.scope,
        items.as_of,
        items.item_key,
        items.item_id,
        unnest([
            {
                check_id: 'status_understood',
                applies: status is not null or not is_status_understood,
                fails: not is_status_understood
            },
            {
                check_id: 'status_agrees',
                applies: status is not null,
                fails: disagreements.disagreement is not null
            },
            {
                check_id: 'finish_dated',
                applies: state = 'done',
                fails: done_date is null
            },
            {
                check_id: 'start_known',
                applies: state = 'done' and tells_start,
                fails: started_date is null
            },
            {
                check_id: 'finished_after_created',
                applies: done_date is not null and created_date is not null,
                fails: done_date < created_date
            },
            {
                check_id: 'resolution_set',
                applies: state = 'done' and has_resolutions,
                fails: resolution is null
            },
            {
                check_id: 'assignee_named',
                applies: state = 'in_progress' and tells_assignee,
                fails: assignee is null
            },
            {
                check_id: 'due_after_created',
                applies: due_date is not null and created_date is not null,
                fails: due_date < created_date
            },
            {
                check_id: 'recently_touched',
                applies: state = 'in_progress' and updated_date is not null,
                fails: items.as_of - updated_date > $untouched_days
            }
        ], recursive := true)
    from items
    left join disagreements using (item_id, seen_at)
)

select scope, as_of, check_id, item_key, item_id, fails
from checked
where applies
