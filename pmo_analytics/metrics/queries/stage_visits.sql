-- grain: a finished item of a scope and a column of the board it stood in between its start and its
-- finish: how long in all, and how often it came into it. A stay that takes no time is none.
with items as (
    select *
    from items_as_of
    where
        state = 'done'
        and done_date > as_of - $days
        and started_evidence in ('changelog', 'stage date')
        and finished_evidence in ('changelog', 'stage date')
),

stays as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        items.item_key,
        items.project_id,
        items.done_date as finished_date,
        spells.stage,
        spells.stage_order,
        spells.category,
        cast(epoch(least(spells.left_at, items.done_at) - spells.entered_at) as bigint)
            as stay_seconds,
        spells.stage is distinct from lag(spells.stage) over (
            partition by items.scope, items.as_of, items.item_id order by spells.sequence
        ) as is_visit
    from items
    join item_spells as spells
        on items.item_id = spells.item_id
        and spells.entered_at >= items.started_at
        and spells.entered_at < items.done_at
        and spells.entered_at < spells.left_at
)

select
    scope,
    as_of,
    item_id,
    item_key,
    project_id,
    finished_date,
    stage,
    min(stage_order) as stage_order,
    any_value(category) as category,
    count(*) filter (where is_visit) as visit_count,
    sum(stay_seconds)::bigint as stage_seconds
from stays
group by scope, as_of, item_id, item_key, project_id, finished_date, stage
