-- grain: a scope and day with the items whose exports say something odd
with changes as (
    select
        item_id,
        count(*) filter (where field = 'project_id' and from_value is not null) as move_count
    from attribute_changes
    group by item_id
)

select
    scopes.scope,
    as_of_dates.as_of,
    count(*) filter (where items.state = 'vanished') as vanished_count,
    count(*) filter (where changes.move_count > 0) as moved_count,
    count(*) filter (where items.disagreement = 'status says open') as said_open_count,
    count(*) filter (where items.disagreement = 'resolution says finished') as said_finished_count
from items
join scopes using (project_id)
cross join as_of_dates
left join changes using (item_id)
group by scopes.scope, as_of_dates.as_of
