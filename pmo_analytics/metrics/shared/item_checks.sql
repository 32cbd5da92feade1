-- grain: an item of a scope; of each check of the data whether it is passed, null where it does
-- not apply
with sources as (
    -- told once a source, as lists are long to carry beside each item
    select
        source,
        as_of,
        list_contains(roles, 'assignee') as tells_assignee,
        list_has_any(roles, ['started', 'changed_at', 'stage']) as tells_start
    from source_roles
),

finished as (
    -- Some trackers write a resolution only for what was discarded.
    select scope, as_of, source, bool_or(resolution is not null) as has_resolutions
    from items_as_of
    where state = 'done'
    group by scope, as_of, source
),

disagreements as (
    select item_id, seen_at, disagreement from version_disagreements
)

select
    items.scope,
    items.as_of,
    items.project_id,
    items.item_key,
    items.item_id,
    if(status is not null or not is_status_understood, is_status_understood, null)
        as status_understood,
    if(status is not null, disagreements.disagreement is null, null) as status_agrees,
    if(state = 'done', done_date is not null, null) as finish_dated,
    if(state = 'done' and tells_start, started_date is not null, null) as start_known,
    done_date >= created_date as finished_after_created,
    if(state = 'done' and has_resolutions, resolution is not null, null) as resolution_set,
    if(state = 'in_progress' and tells_assignee, assignee is not null, null) as assignee_named,
    due_date >= created_date as due_after_created,
    if(state = 'in_progress', items.as_of - updated_date <= $untouched_days, null)
        as recently_touched
from items_as_of as items
join sources using (source, as_of)
left join finished using (scope, as_of, source)
left join disagreements using (item_id, seen_at)
where items.state not in ('cancelled', 'vanished')
