-- grain: an item, or a key that no export shows, below an epic that a selector names, and how many
-- levels below; the parents are those of the newest exports
with recursive selected as (
    select distinct name_folded from int_selectors where kind = 'epic'
),

known as (
    select distinct source, key_folded, item_id from int_item_ids
),

parents as (
    select item_id as child, source, unnest([parent_key, epic_key]) as parent_key
    from int_newest_versions
    where exists (from selected)
),

edges as (
    select distinct
        parents.source,
        parents.child,
        fold(same_key(parents.parent_key)) as parent_folded,
        coalesce(known.item_id, unknown_item(parents.source, parents.parent_key)) as parent
    from parents
    left join known
        on parents.source = known.source and same_key(parents.parent_key) = known.key_folded
    where parents.parent_key is not null
),

roots as (
    select selected.name_folded, known.item_id as node
    from selected
    join known on selected.name_folded = fold(known.key_folded)
    union
    select selected.name_folded, edges.parent
    from selected
    join edges on selected.name_folded = edges.parent_folded
),

-- A circle of parents ends at some depth.
branches as (
    select name_folded, node, 0 as depth from roots
    union
    select branches.name_folded, edges.child, branches.depth + 1
    from branches
    join edges on branches.node = edges.parent
    where branches.depth < 20
),

nearest as (
    select name_folded, node, min(depth) as depth from branches group by name_folded, node
)

select * from nearest
