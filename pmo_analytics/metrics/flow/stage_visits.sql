-- grain: a finished item of a scope and a column of the board it stood in between its start and its
-- finish: how long in all, how often it came into it, and whether its time began there, which is so
-- in one of them. A stay that takes no time, or less than pmo.toml says, is none.
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
        items.item_position,
        items.item_key,
        items.project_id,
        items.done_date as finished_date,
        spells.stage,
        spells.stage_order,
        spells.category,
        cast(epoch(least(spells.left_at, items.done_at) - spells.entered_at) as bigint)
            as stay_seconds,
        -- Where its time begins it comes into a column, whichever it stood in before.
        spells.entered_at = min(spells.entered_at) over (
            partition by items.scope, items.as_of, items.item_id
        ) as is_first,
        spells.is_stage_entry or is_first as is_visit
    from items
    join item_spells as spells
        on items.item_position = spells.item_position
        and spells.entered_at >= items.started_at
        and spells.entered_at < items.done_at
        and not spells.is_brief
)

select
    scope,
    as_of,
    any_value(item_id) as item_id,
    any_value(item_key) as item_key,
    any_value(project_id) as project_id,
    any_value(finished_date) as finished_date,
    stage,
    min(stage_order) as stage_order,
    any_value(category) as category,
    bool_or(is_first) as is_first,
    count(*) filter (where is_visit) as visit_count,
    sum(stay_seconds)::bigint as stage_seconds
from stays
group by scope, as_of, item_position, stage
