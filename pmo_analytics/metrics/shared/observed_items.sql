-- grain: an item of a scope, and in how many exports it was seen by the day; shown_roles are the
-- columns of these exports, history_roles those that a history tells. A due date or an estimate that
-- changes later is what it was before that change.
with columns_of_sources as (
    select
        raw_exports.source,
        coalesce(list(distinct raw_columns.role) filter (where raw_exports.kind = 'changes'), [])
            as history_roles,
        coalesce(list(distinct raw_columns.role) filter (where raw_exports.kind <> 'changes'), [])
            as shown_roles
    from raw_exports
    join raw_columns using (export_id)
    group by raw_exports.source
),

before_changes as (
    select items.scope, items.as_of, items.item_id, changes.field, changes.from_value
    from items_as_of as items
    join attribute_changes as changes
        on items.item_id = changes.item_id and changes.until_at > items.known_at
    where changes.field in ('due_date', 'points', 'estimate_hours')
    qualify row_number() over (
        partition by items.scope, items.as_of, items.item_id, changes.field order by changes.change
    ) = 1
),

values_before as (
    select scope, as_of, item_id, map(list(field), list(from_value)) as from_values
    from before_changes
    group by scope, as_of, item_id
)

select
    items.* replace (
        case when map_contains(from_values, 'due_date')
            then try_cast(from_values['due_date'] as date) else items.due_date end as due_date,
        case when map_contains(from_values, 'points')
            then try_cast(from_values['points'] as decimal(18, 3)) else items.points end as points,
        case when map_contains(from_values, 'estimate_hours')
            then try_cast(from_values['estimate_hours'] as decimal(18, 3))
            else items.estimate_hours end as estimate_hours
    ),
    coalesce(columns_of_sources.history_roles, []) as history_roles,
    coalesce(columns_of_sources.shown_roles, []) as shown_roles
from items_as_of as items
left join values_before using (scope, as_of, item_id)
left join columns_of_sources using (source)
where items.state not in ('cancelled', 'vanished')
