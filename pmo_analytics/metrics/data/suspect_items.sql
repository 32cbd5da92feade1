-- grain: an open item of a scope that may not be open: nobody touched it for long, or what its status
-- means was guessed, is not known, or is contradicted
with failed as (
    select
        scope,
        as_of,
        item_id,
        bool_or(check_id = 'recently_touched') as is_untouched,
        bool_or(check_id = 'status_understood') as is_unexplained,
        bool_or(check_id = 'status_agrees') as is_contradicted
    from checked_items
    where fails and check_id in ('recently_touched', 'status_understood', 'status_agrees')
    group by scope, as_of, item_id
),

guessed as (
    select distinct source, project_id, status_folded
    from status_meanings
    where decided_by = 'proposal'
)

select
    items.scope,
    items.as_of,
    items.project_id,
    items.item_key,
    items.item_id,
    items.state,
    coalesce(failed.is_untouched, false) as is_untouched,
    coalesce(failed.is_unexplained, false) as is_unexplained,
    coalesce(failed.is_contradicted, false) as is_contradicted,
    guessed.status_folded is not null as is_guessed
from items_as_of as items
left join failed using (scope, as_of, item_id)
left join guessed
    on items.source = guessed.source
    and items.project_id = guessed.project_id
    and fold(items.status) = guessed.status_folded
where
    items.state in ('to_do', 'in_progress')
    and (failed.item_id is not null or guessed.status_folded is not null)
