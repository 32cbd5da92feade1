-- grain: a finished item of a scope and a column of the board it stood in between its start and its
-- finish: how long in all, and how often it came into it
with items as (
    select *
    from items_as_of
    where
        state = 'done'
        and done_date > as_of - $days
        and started_evidence in ('changelog', 'stage date')
        and finished_evidence in ('changelog', 'stage date')
)

select
    items.scope,
    items.as_of,
    items.item_id,
    items.item_key,
    items.project_id,
    items.done_date as finished_date,
    spells.stage,
    min(spells.stage_order) as stage_order,
    any_value(spells.category) as category,
    count(*) filter (where spells.is_stage_entry or spells.entered_at = items.started_at)
        as visit_count,
    sum(cast(epoch(least(spells.left_at, items.done_at) - spells.entered_at) as bigint))
        as stage_seconds
from items
join item_spells as spells
    on items.item_id = spells.item_id
    and spells.entered_at >= items.started_at
    and spells.entered_at < items.done_at
group by
    items.scope, items.as_of, items.item_id, items.item_key, items.project_id, items.done_date,
    spells.stage
