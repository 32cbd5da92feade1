-- grain: an open item of a scope that is blocked on the day, by what `blocked_by` of pmo.toml names,
-- and since when; reasons beside each other stand in the order in which they began
with items as (
    select * from items_as_of where state in ('to_do', 'in_progress')
),

blocking as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        string_agg(
            case when spells.kind <> 'link' then spells.reason end, '; '
            order by spells.started_at, spells.spell
        ) as own_reasons,
        string_agg(
            distinct spells.blocking_key, ', ' order by spells.blocking_key
        ) as waited_for,
        string_agg(
            spells.cause, '; ' order by spells.started_at, spells.spell
        ) filter (where spells.kind <> 'link') as cause,
        min(spells.started_date) as blocked_date,
        bool_and(spells.is_start_known) as is_start_known
    from items
    join blocked_spells as spells
        on items.item_id = spells.item_id
        and spells.started_at <= items.known_at
        and (spells.ended_at is null or spells.ended_at > items.known_at)
    group by items.scope, items.as_of, items.item_id
)

select
    items.scope,
    items.as_of,
    items.item_key,
    items.item_url,
    items.item_id,
    items.title,
    items.state,
    blocking.cause,
    blocking.waited_for,
    blocking.waited_for is not null as is_waiting,
    concat_ws('; ', blocking.own_reasons, 'waits for ' || blocking.waited_for) as blocked_by,
    blocking.blocked_date,
    items.as_of - blocking.blocked_date as blocked_days,
    blocking.is_start_known
from items
join blocking using (scope, as_of, item_id)
