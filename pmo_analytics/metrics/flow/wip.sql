-- grain: a day of a scope; items in progress when it ended, when the day before ended, and at any time
-- during it
with members as (
    select scope, as_of, known_at, item_position from items_as_of
),

-- An item comes into progress or leaves it; what happens in between does not count.
steps as (
    select
        members.scope,
        members.as_of,
        spells.entered_date as date,
        if(spells.state = 'in_progress', 1, -1) as step,
        -- Not in progress earlier on the day.
        step = 1 and spells.left_progress_date is distinct from spells.entered_date as has_come
    from members
    join item_spells as spells
        on members.item_position = spells.item_position and spells.entered_at <= members.known_at
    where
        (spells.state = 'in_progress') <> (coalesce(spells.from_state, '') = 'in_progress')
),

changes as (
    select
        scope, as_of, date,
        sum(step)::bigint as step,
        count(*) filter (where has_come) as came_count
    from steps
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
