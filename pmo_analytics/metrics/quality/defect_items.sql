-- grain: a defect of a scope that is not cancelled; escaped where users found it before the team did
with items as (
    select * from items_as_of where state not in ('cancelled', 'vanished')
),

escaped as (
    select distinct labelled.scope, labelled.as_of, labelled.item_id
    from (select scope, as_of, item_id, fold(unnest(labels)) as label_folded from items) as labelled
    join setting_escaped_labels using (label_folded)
)

select
    items.scope,
    items.as_of,
    items.item_id,
    items.item_key,
    items.item_url,
    items.project_id,
    items.title,
    items.state,
    items.created_date,
    items.done_date,
    items.done_date - items.created_date as repair_days,
    items.reopened_count,
    escaped.item_id is not null as is_escaped
from items
join setting_defect_types on fold(items.item_type) = setting_defect_types.type_folded
left join escaped using (scope, as_of, item_id)
