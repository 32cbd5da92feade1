-- grain: a day of a scope; items in progress when it ended, and at any time during it
with members as (
    select distinct scope, as_of, known_at, item_id from items_as_of
),

spells as (
    select
        members.scope,
        members.as_of,
        members.item_id,
        item_spells.entered_date,
        case when item_spells.left_at <= members.known_at then item_spells.left_date end as left_date
    from members
    join item_spells
        on members.item_id = item_spells.item_id
        and item_spells.entered_at <= members.known_at
    where item_spells.state = 'in_progress'
)

select
    days.scope,
    days.as_of,
    days.date,
    count(distinct spells.item_id) filter (
        where spells.left_date is null or spells.left_date > days.date
    ) as wip_count,
    count(distinct spells.item_id) as wip_any_time_count
from days
left join spells
    on days.scope = spells.scope
    and days.as_of = spells.as_of
    and spells.entered_date <= days.date
    and (spells.left_date is null or spells.left_date >= days.date)
group by all
