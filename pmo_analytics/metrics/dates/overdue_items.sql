-- grain: an open item of a scope that is past its due day, the longest overdue first
select
    items.scope,
    items.as_of,
    items.days_overdue,
    items.item_key,
    items.item_id,
    items.project_id,
    items.state,
    items.due_date
from due_items as items
where items.days_overdue > 0
