-- grain: a change of an estimate that an item of a scope had; of points where the item has points
with items as (
    select * from observed_items
),

changes as (
    select
        item_id,
        field,
        until_at,
        try_cast(from_value as decimal(18, 3)) as from_estimate,
        try_cast(to_value as decimal(18, 3)) as to_estimate,
        evidence
    from attribute_changes
    where field in ('points', 'estimate_hours') and from_value is not null
)

select
    items.scope,
    items.as_of,
    items.item_id,
    items.item_key,
    items.project_id,
    changes.field,
    changes.until_at as changed_at,
    changes.from_estimate,
    changes.to_estimate,
    changes.to_estimate - changes.from_estimate as added_estimate,
    changes.evidence
from items
join changes on items.item_id = changes.item_id and changes.until_at <= items.known_at
where changes.field = 'points' or items.points is null
