-- grain: a change of a due date that an item of a scope had
with items as (
    select * from observed_items
),

changes as (
    select
        item_id,
        after_at,
        until_at,
        try_cast(from_value as date) as from_date,
        try_cast(to_value as date) as to_date,
        to_value,
        evidence
    from attribute_changes
    where field = 'due_date' and from_value is not null
)

select
    items.scope,
    items.as_of,
    items.item_id,
    items.item_key,
    items.project_id,
    changes.until_at as changed_at,
    changes.from_date,
    changes.to_date,
    changes.to_date - changes.from_date as moved_days,
    changes.to_value is null as is_removed,
    changes.evidence
from items
join changes on items.item_id = changes.item_id and changes.until_at <= items.known_at
