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
),

versions as (
    select item_id, seen_at from item_versions
),

counted as (
    select items.scope, items.as_of, items.item_id, count(*) as version_count
    from items_as_of as items
    join versions on items.item_id = versions.item_id and versions.seen_at <= items.known_at
    group by items.scope, items.as_of, items.item_id
)

select
    items.*,
    coalesce(counted.version_count, 0) as version_count,
    coalesce(columns_of_sources.history_roles, []) as history_roles,
    coalesce(columns_of_sources.shown_roles, []) as shown_roles
from items_as_of as items
left join counted using (scope, as_of, item_id)
left join columns_of_sources using (source)
where items.state not in ('cancelled', 'vanished')
