-- grain: a finished item of a scope whose history is told, and the columns of the board that it came
-- into from its creation to its last completion, in order. Exports tell it where none of its changes
-- lies more than a day between two of them; a column passed within that day is not seen.
with coarse as (
    select item_position, changed_at
    from transitions
    where evidence = 'export difference' and latest_at - earliest_at > interval 1 day
),

items as (
    select items_as_of.*, finished_evidence = 'export difference' as is_by_export
    from items_as_of
    anti join coarse
        on items_as_of.item_position = coarse.item_position
        and items_as_of.done_at >= coarse.changed_at
    where
        state = 'done'
        and done_date > as_of - $days
        and finished_evidence in ('changelog', 'stage date', 'export difference')
),

entries as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        items.item_key,
        items.item_url,
        items.project_id,
        items.done_date,
        items.is_by_export,
        spells.sequence,
        spells.stage,
        spells.stage_order,
        spells.evidence = 'stage date' as is_by_date,
        spells.stage_order < lag(spells.stage_order) over (
            partition by items.scope, items.as_of, items.item_id order by spells.sequence
        ) as is_back
    from items
    join item_spells as spells
        on items.item_position = spells.item_position
        and spells.entered_at <= items.done_at
        -- Of columns that are dated, several may have been passed on one day: that is no skipping.
        and (spells.evidence = 'stage date' or (spells.is_stage_entry and not spells.is_brief))
)

select
    scope,
    as_of,
    item_id,
    any_value(item_key) as item_key,
    any_value(item_url) as item_url,
    any_value(project_id) as project_id,
    any_value(done_date) as finished_date,
    list(stage order by sequence) as stages,
    string_agg(stage, ' → ' order by sequence) as way,
    count(*) filter (where is_back) as back_count,
    bool_or(is_by_date) as is_by_date,
    any_value(is_by_export) as is_by_export
from entries
group by scope, as_of, item_id
