-- grain: an item of a scope, and in how many exports it was seen by the day; shown_roles are the
-- columns of these exports, history_roles those that a history tells
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
)

select
    items.*,
    coalesce(columns_of_sources.history_roles, []) as history_roles,
    coalesce(columns_of_sources.shown_roles, []) as shown_roles
from items_as_of as items
left join columns_of_sources using (source)
where items.state not in ('cancelled', 'vanished')
