-- grain: an open item of a scope that may not be open: nobody touched it for long, or what its status
-- means was guessed, is not known, or is contradicted
with guessed as (
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
    recently_touched is false as is_untouched,
    status_understood is false as is_unexplained,
    status_agrees is false as is_contradicted,
    guessed.status_folded is not null as is_guessed
from items_as_of as items
join item_checks using (scope, as_of, item_id)
left join guessed
    on items.source = guessed.source
    and items.project_id = guessed.project_id
    and fold(items.status) = guessed.status_folded
where
    items.state in ('to_do', 'in_progress')
    and (is_untouched or is_unexplained or is_contradicted or is_guessed)
