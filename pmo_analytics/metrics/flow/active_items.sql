-- grain: a finished item of a scope whose history of statuses is known; the time it was worked on
-- between its start and its finish: in a column of category active, and not blocked
with items as (
    select
        *,
        started_evidence in ('changelog', 'stage date')
            and finished_evidence in ('changelog', 'stage date') as has_history
    from items_as_of
    where state = 'done' and (done_date is null or done_date > as_of - $days)
),

blocked as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        sum(cast(epoch(
            least(spells.left_at, times.ended_at, items.done_at)
            - greatest(spells.entered_at, times.started_at, items.started_at)
        ) as bigint)) as blocked_seconds
    from items
    join blocked_times as times using (scope, as_of, item_id)
    join item_spells as spells
        on items.item_position = spells.item_position
        and spells.state = 'in_progress'
        and spells.category = 'active'
        and spells.entered_at < times.ended_at
        and spells.left_at > times.started_at
        and spells.left_at > items.started_at
        and spells.entered_at < items.done_at
    where
        greatest(spells.entered_at, times.started_at, items.started_at)
        < least(spells.left_at, times.ended_at, items.done_at)
    group by items.scope, items.as_of, items.item_id
),

-- A status of which nobody says whether work waits in it is neither.
unexplained as (
    select distinct items.scope, items.as_of, items.item_id
    from items
    join item_spells as spells
        on items.item_position = spells.item_position
        and spells.state = 'in_progress'
        and spells.category is null
        and spells.entered_at >= items.started_at
        and spells.entered_at < items.done_at
        and spells.entered_at < spells.left_at
)

select
    items.scope,
    items.as_of,
    items.item_id,
    items.item_key,
    items.project_id,
    items.started_date,
    items.done_date as finished_date,
    items.has_history,
    unexplained.item_id is null as is_explained,
    cast(epoch(items.done_at - items.started_at) as bigint) as elapsed_seconds,
    items.active_seconds - coalesce(blocked.blocked_seconds, 0) as active_seconds,
    coalesce(blocked.blocked_seconds, 0) as blocked_seconds
from items
left join blocked using (scope, as_of, item_id)
left join unexplained using (scope, as_of, item_id)
