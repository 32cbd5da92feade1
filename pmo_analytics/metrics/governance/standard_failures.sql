-- grain: something of a project of a scope that fails a standard which the project does not keep
with items as (
    select scope, as_of, project_id, item_key, any_value(item_url) as item_url
    from items_as_of
    group by scope, as_of, project_id, item_key
)

select
    governed.scope,
    governed.as_of,
    governed.project_id,
    broken.standard_id,
    governed.subject,
    items.item_url
from governed
join standards_by_project as broken using (scope, as_of, project_id, check_id)
left join items
    on governed.scope = items.scope
    and governed.as_of = items.as_of
    and governed.project_id = items.project_id
    and governed.subject = items.item_key
where governed.fails and not broken.is_kept
