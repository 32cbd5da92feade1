-- grain: a day of a scope; items that had been created and not cancelled by its end, and those that
-- were finished, as they were then: an item reopened since counts as finished on the days it was
with members as (
    select scope, as_of, known_at, item_position from items_as_of
),

-- An item comes into the scope or leaves it, is finished or reopened.
steps as (
    select
        members.scope,
        members.as_of,
        spells.entered_date as date,
        cast(spells.state not in ('cancelled', 'vanished') as integer)
            - cast(coalesce(spells.from_state, 'vanished') not in ('cancelled', 'vanished') as integer)
            as scope_step,
        cast(spells.state = 'done' as integer)
            - cast(coalesce(spells.from_state, '') = 'done' as integer) as finished_step
    from members
    join item_spells as spells
        on members.item_position = spells.item_position and spells.entered_at <= members.known_at
    where spells.state is distinct from spells.from_state
),

changes as (
    select
        scope, as_of, date,
        sum(scope_step) as scope_step,
        sum(finished_step) as finished_step,
        sum(greatest(scope_step, 0))::bigint as added_count,
        sum(greatest(-scope_step, 0))::bigint as dropped_count
    from steps
    group by scope, as_of, date
),

levels as (
    select
        *,
        sum(scope_step) over so_far::bigint as scope_count,
        sum(finished_step) over so_far::bigint as finished_count
    from changes
    window so_far as (partition by scope, as_of order by date)
)

select
    days.scope,
    days.as_of,
    days.date,
    coalesce(levels.scope_count, 0) as scope_count,
    coalesce(levels.finished_count, 0) as finished_count,
    coalesce(if(levels.date = days.date, levels.added_count, 0), 0) as added_count,
    coalesce(if(levels.date = days.date, levels.dropped_count, 0), 0) as dropped_count
from days
asof left join levels
    on days.scope = levels.scope and days.as_of = levels.as_of and days.date >= levels.date
