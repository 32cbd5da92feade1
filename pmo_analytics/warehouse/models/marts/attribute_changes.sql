-- grain: a change of a field of an item between two exports that showed it; it happened after the
-- first and not after the second
with versions as (
    select * from item_versions
),

paired as (
    select
        item_id,
        item_key,
        project_id,
        lag(seen_at) over each_item as after_at,
        seen_at as until_at,
        unnest([
            {
                field: 'due_date',
                from_value: cast(lag(due_date) over each_item as varchar),
                to_value: cast(due_date as varchar)
            },
            {
                field: 'points',
                from_value: cast(lag(points) over each_item as varchar),
                to_value: cast(points as varchar)
            },
            {
                field: 'estimate_hours',
                from_value: cast(lag(estimate_hours) over each_item as varchar),
                to_value: cast(estimate_hours as varchar)
            },
            {
                field: 'title',
                from_value: lag(title) over each_item,
                to_value: title
            },
            {
                field: 'assignee',
                from_value: lag(assignee) over each_item,
                to_value: assignee
            },
            {
                field: 'project_id',
                from_value: lag(project_id) over each_item,
                to_value: project_id
            },
            {
                field: 'item_key',
                from_value: lag(item_key) over each_item,
                to_value: item_key
            },
            {
                field: 'sprints',
                from_value: array_to_string(lag(sprints) over each_item, '; '),
                to_value: array_to_string(sprints, '; ')
            }
        ], recursive := true)
    from versions
    window each_item as (partition by item_id order by seen_at)
)

select *
from paired
where after_at is not null and from_value is distinct from to_value
