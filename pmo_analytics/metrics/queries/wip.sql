-- grain: a day of a scope; items in progress when it ended, when the day before ended, and at any time
-- during it
with members as (
    select distinct scope, as_of, known_at, item_id from items_as_of
),

-- An item comes into progress or leaves it; what happens in between does not count.
steps as (
    select
        members.scope,
        members.as_of,
        members.item_id,
        spells.entered_date as date,
        spells.sequence,
        if(spells.state = 'in_progress', 1, -1) as step
    from members
    join item_spells as spells
        on members.item_id = spells.item_id and spells.entered_at <= members.known_at
    where
        (spells.state = 'in_progress') <> (coalesce(spells.from_state, '') = 'in_progress')
),

item_days as (
    select
        scope, as_of, item_id, date,
        sum(step) as step,
        arg_min(step, sequence) = 1 as was_out_before
    from steps
    group by scope, as_of, item_id, date
),

changes as (
    select
        scope, as_of, date,
        sum(step)::bigint as step,
        count(*) filter (where was_out_before) as came_count
    from item_days
    group by scope, as_of, date
),

levels as (
    select *, sum(step) over (partition by scope, as_of order by date)::bigint as wip_count
    from changes
)

select
    days.scope,
    days.as_of,
    days.date,
    coalesce(levels.wip_count, 0) as wip_count,
    coalesce(levels.wip_count - if(levels.date = days.date, levels.step, 0), 0)
        as wip_before_count,
    coalesce(
        levels.wip_count - if(levels.date = days.date, levels.step - levels.came_count, 0), 0
    ) as wip_any_time_count
from days
asof left join levels
    on days.scope = levels.scope and days.as_of = levels.as_of and days.date >= levels.date
