-- grain: a time during which an item of a scope was blocked, by whatever and however many reasons,
-- up to the day; a spell that is older than the first export that shows it is left out
with spells as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        items.known_at,
        blocked.started_at,
        least(coalesce(blocked.ended_at, items.known_at), items.known_at) as ended_at
    from items_as_of as items
    join blocked_spells as blocked
        on items.item_id = blocked.item_id and blocked.started_at <= items.known_at
    where blocked.is_start_known
),

joined as (
    select
        *,
        max(ended_at) over (
            partition by scope, as_of, item_id order by started_at, ended_at
            rows between unbounded preceding and 1 preceding
        ) as ended_before_at
    from spells
),

islands as (
    select
        *,
        count(*) filter (where ended_before_at is null or started_at > ended_before_at) over (
            partition by scope, as_of, item_id order by started_at, ended_at
            rows between unbounded preceding and current row
        ) as island
    from joined
)

select
    scope,
    as_of,
    item_id,
    min(started_at) as started_at,
    max(ended_at) as ended_at
from islands
group by scope, as_of, item_id, island
