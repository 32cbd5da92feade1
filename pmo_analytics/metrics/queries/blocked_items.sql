-- grain: an open item of a scope that is blocked on the day, and by what: its flag, its status, or
-- an open item that blocks it
with items as (
    select * from items_as_of where state in ('to_do', 'in_progress')
),

blockers as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        string_agg(distinct blocking.item_key, ', ' order by blocking.item_key) as blocking_keys
    from items
    join item_links on items.item_id = item_links.to_item_id and fold(item_links.kind) = 'blocks'
    join item_versions as blocking
        on item_links.from_item_id = blocking.item_id
        and blocking.valid_from <= items.as_of_at
        and blocking.valid_to > items.as_of_at
    join item_spells
        on blocking.item_id = item_spells.item_id
        and item_spells.entered_at <= items.known_at
        and (item_spells.left_at is null or item_spells.left_at > items.known_at)
    where item_spells.state in ('to_do', 'in_progress')
    group by all
)

select
    items.scope,
    items.as_of,
    items.item_key,
    items.item_url,
    items.item_id,
    items.state,
    case
        when items.is_flagged then 'flagged'
        when fold(items.status) in ('blocked', 'impediment') then 'status ' || items.status
        else 'waits for ' || blockers.blocking_keys
    end as blocked_by
from items
left join blockers using (scope, as_of, item_id)
where
    items.is_flagged
    or fold(items.status) in ('blocked', 'impediment')
    or blockers.item_id is not null
