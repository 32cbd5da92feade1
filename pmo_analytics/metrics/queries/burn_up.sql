-- grain: a day of a scope; items that had been created and not cancelled by its end, and those that
-- were finished, as they were then: an item reopened since counts as finished on the days it was
with members as (
    select distinct scope, as_of, known_at, item_id, created_date
    from items_as_of
),

spells as (
    select
        members.scope,
        members.as_of,
        item_spells.state,
        item_spells.entered_date,
        case when item_spells.left_at <= members.known_at then item_spells.left_date end as left_date
    from members
    join item_spells
        on members.item_id = item_spells.item_id
        and item_spells.entered_at <= members.known_at
),

-- A spell adds its item on the day it begins and takes it away on the day it ends.
steps as (
    select scope, as_of, state, entered_date as date, count(*) as step
    from spells
    group by all
    union all
    select scope, as_of, state, left_date, -count(*)
    from spells
    where left_date is not null
    group by all
)

select
    days.scope,
    days.as_of,
    days.date,
    coalesce(
        sum(steps.step) filter (where steps.state not in ('cancelled', 'vanished')), 0
    )::bigint as scope_count,
    coalesce(sum(steps.step) filter (where steps.state = 'done'), 0)::bigint as finished_count
from days
left join steps
    on days.scope = steps.scope
    and days.as_of = steps.as_of
    and steps.date <= days.date
group by all
