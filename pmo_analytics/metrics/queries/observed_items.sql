-- grain: an item of a scope whose fields were seen more than once by the day: in two exports, or in a
-- history; fields names those that a history tells
with histories as (
    select
        raw_exports.source,
        list_distinct(list(raw_columns.role)) as roles
    from raw_exports
    join raw_columns using (export_id)
    where raw_exports.kind = 'changes'
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
    coalesce(histories.roles, []) as history_roles
from items_as_of as items
left join counted using (scope, as_of, item_id)
left join histories using (source)
where items.state not in ('cancelled', 'vanished')
