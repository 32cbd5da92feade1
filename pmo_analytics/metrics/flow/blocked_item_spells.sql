-- grain: a time during which an item of a scope was blocked by one reason, as far as it was known by
-- the day; days are elapsed days
select
    items.scope,
    items.as_of,
    items.item_key,
    items.item_url,
    items.item_id,
    items.project_id,
    items.state,
    spells.kind,
    spells.reason,
    spells.cause,
    spells.is_external,
    spells.started_date,
    case when spells.ended_at <= items.known_at then spells.ended_date end as ended_date,
    coalesce(case when spells.ended_at <= items.known_at then spells.ended_date end, items.as_of)
        - spells.started_date as blocked_days,
    spells.is_start_known,
    spells.evidence
from items_as_of as items
join blocked_spells as spells
    on items.item_id = spells.item_id and spells.started_at <= items.known_at
where
    spells.ended_at is null
    or spells.ended_at > items.known_at
    or spells.ended_date > items.as_of - $days
