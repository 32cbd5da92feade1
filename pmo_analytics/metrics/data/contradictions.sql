-- grain: a scope; items whose exports contradict each other, or themselves
with moved as (
    select as_of_dates.as_of, changes.item_id
    from attribute_changes as changes
    join as_of_dates on changes.until_at <= as_of_dates.as_of_at
    where changes.field = 'project_id' and changes.from_value is not null
    group by as_of_dates.as_of, changes.item_id
)

select
    items.scope,
    items.as_of,
    count(*) filter (where items.state = 'vanished') as vanished_count,
    count(moved.item_id) as moved_count,
    count(*) filter (where versions.disagreement = 'status says open') as said_open_count,
    count(*) filter (where versions.disagreement = 'resolution says finished') as said_finished_count,
    count(*) filter (where versions.disagreement = 'history ends elsewhere') as ended_elsewhere_count,
    count(*) as n
from items_as_of as items
left join version_disagreements as versions using (item_id, seen_at)
left join moved on items.as_of = moved.as_of and items.item_id = moved.item_id
group by items.scope, items.as_of
