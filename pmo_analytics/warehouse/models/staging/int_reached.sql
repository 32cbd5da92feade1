-- grain: a version of an item, a selector that reaches it, and how many levels above it that stands
with versions as (
    select * from int_item_versions
),

selectors as (
    select * from int_selectors
),

handles as (
    select item_id, seen_at, source, 'source' as kind, '*' as name_folded from versions
    union all
    select item_id, seen_at, source, 'key' as kind, fold(tracker_project_key) as name_folded
    from versions
    union all
    select item_id, seen_at, source, 'label', fold(unnest(labels)) from versions
    union all
    select item_id, seen_at, source, 'component', fold(unnest(components)) from versions
),

known as (
    select distinct source, key_folded, item_id from int_item_ids
),

-- An item belongs to the epic it is, and to what its parents are below.
nodes as (
    select item_id, seen_at, item_id as node, 0 as level from versions
    union all
    select
        parents.item_id,
        parents.seen_at,
        coalesce(known.item_id, unknown_item(parents.source, parents.parent_key)),
        1
    from (
        select item_id, seen_at, source, unnest([parent_key, epic_key]) as parent_key from versions
    ) as parents
    left join known
        on parents.source = known.source and same_key(parents.parent_key) = known.key_folded
    where parents.parent_key is not null
),

ancestors as (
    select nodes.item_id, nodes.seen_at, branches.name_folded, branches.depth + nodes.level as depth
    from nodes
    join int_epic_branches as branches using (node)
    where nodes.level = 1 or branches.depth = 0
),

reached as (
    select
        handles.item_id,
        handles.seen_at,
        selectors.owner_kind,
        selectors.owner_id,
        selectors.selector,
        selectors.fineness,
        0 as depth
    from handles
    join selectors
        on handles.kind = selectors.kind
        and handles.name_folded = selectors.name_folded
        and (selectors.source_name is null or selectors.source_name = lower(handles.source))
    union all
    select
        ancestors.item_id,
        ancestors.seen_at,
        selectors.owner_kind,
        selectors.owner_id,
        selectors.selector,
        selectors.fineness,
        ancestors.depth
    from ancestors
    join selectors on selectors.kind = 'epic' and ancestors.name_folded = selectors.name_folded
)

select * from reached
