-- grain: a dependency of dependencies.csv, or else a link of the tracker that says "blocks": what
-- waits, and what it waits for
with registered as (
    select
        'dependencies.csv' as origin,
        dependencies.from_id as waiting_name,
        dependencies.to_id as needed_name,
        waiting.kind as waiting_kind,
        needed.kind as needed_kind,
        waiting.node_id as waiting_id,
        needed.node_id as needed_id,
        waiting.project_id as waiting_project_id,
        needed.project_id as needed_project_id,
        dependencies.kind,
        dependencies.need_by_date,
        dependencies.committed_date
    from dependencies
    left join dependency_names as waiting on dependencies.from_id = waiting.name
    left join dependency_names as needed on dependencies.to_id = needed.name
),

linked as (
    select distinct
        'link of the tracker' as origin,
        waiting.item_key as waiting_name,
        needed.item_key as needed_name,
        'item' as waiting_kind,
        'item' as needed_kind,
        item_links.to_item_id as waiting_id,
        item_links.from_item_id as needed_id,
        waiting.project_id as waiting_project_id,
        needed.project_id as needed_project_id,
        item_links.kind
    from item_links
    join main.items as waiting on item_links.to_item_id = waiting.item_id
    join main.items as needed on item_links.from_item_id = needed.item_id
    where fold(item_links.kind) = 'blocks'
)

select * from registered
union all by name
select linked.*
from linked
left join registered using (waiting_id, needed_id)
where registered.origin is null
