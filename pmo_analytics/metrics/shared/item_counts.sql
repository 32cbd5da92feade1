-- grain: a scope; its items by where they stand on the day. Where no column of a source tells a state,
-- its items stand as to do and nobody has said so.
with telling as (
    select distinct sources_as_of.as_of, sources_as_of.source
    from sources_as_of
    join exports
        on sources_as_of.source = exports.source
        and (exports.taken_at <= sources_as_of.as_of_at or not sources_as_of.is_exported)
    join raw_columns using (export_id)
    where raw_columns.role in (
        'status', 'status_category', 'resolution', 'resolved', 'started', 'done', 'cancelled', 'stage',
        'progress', 'changed_at'
    )
)

select
    items.scope,
    items.as_of,
    count(*) filter (where state in ('to_do', 'in_progress')) as open_count,
    count(*) filter (where state = 'in_progress') as in_progress_count,
    count(*) filter (where state = 'in_progress' and started_date is null)
        as without_start_count,
    count(*) filter (where state = 'done') as done_count,
    max(done_date) filter (where state = 'done') as last_done_date,
    count(*) filter (where state = 'cancelled') as cancelled_count,
    count(*) filter (where state not in ('cancelled', 'vanished')) as scope_count,
    count(*) filter (where state = 'to_do' and telling.source is null) as untold_count,
    count(*) as n
from items_as_of as items
left join telling using (as_of, source)
group by items.scope, items.as_of
