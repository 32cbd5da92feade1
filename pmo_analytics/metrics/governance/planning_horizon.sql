-- grain: an open item of a scope, why it is near (in progress, in a sprint that has begun or begins
-- within the wave, or due by its end) or whether it is far, and what is planned of it; what the export
-- has no column for is blank
with near_sprints as (
    select distinct as_of_dates.as_of, fold(sprints.sprint) as sprint_folded
    from sprints
    join as_of_dates
        on sprints.start_date <= as_of_dates.as_of + $wave_days
        and sprints.end_date >= as_of_dates.as_of
),

sub_tasks as (
    select distinct as_of_dates.as_of, item_versions.source, item_versions.parent_key
    from item_versions
    join as_of_dates
        on item_versions.created_date is null or item_versions.created_date <= as_of_dates.as_of
    where item_versions.level = 'sub-task' and item_versions.parent_key is not null
),

planned as (
    select
        items.*,
        if(list_contains(roles, 'description'), nullif(trim(items.description), '') is not null, null)
            as has_description,
        if(
            list_has_any(roles, ['points', 'estimate_hours', 'estimate_seconds']),
            items.points is not null or items.estimate_hours is not null,
            null
        ) as has_estimate,
        if(list_contains(roles, 'assignee'), nullif(trim(items.assignee), '') is not null, null)
            as has_assignee,
        if(list_contains(roles, 'due_date'), items.due_date is not null, null) as has_due_date,
        sub_tasks.parent_key is not null as has_sub_tasks,
        case
            when items.state = 'in_progress' then 'in_progress'
            when list_has_any(
                list_transform(items.sprints, lambda sprint: fold(sprint)), near.names
            ) then 'sprint'
            when items.due_date <= items.as_of + $wave_days then 'due'
        end as near_name
    from items_as_of as items
    join source_roles using (source, as_of)
    left join (select as_of, list(sprint_folded) as names from near_sprints group by as_of) as near
        using (as_of)
    left join sub_tasks
        on items.as_of = sub_tasks.as_of
        and items.source = sub_tasks.source
        and items.item_key = sub_tasks.parent_key
    where items.state in ('to_do', 'in_progress')
)

select
    scope,
    as_of,
    item_id,
    item_key,
    item_url,
    project_id,
    title,
    state,
    due_date,
    near_name,
    has_description,
    has_estimate,
    has_assignee,
    has_due_date,
    has_sub_tasks,
    near_name is not null as is_near,
    coalesce(has_description, true) and coalesce(has_estimate, true)
        and coalesce(has_assignee, true) and coalesce(has_due_date, true) as is_refined,
    has_sub_tasks or coalesce(has_estimate and has_assignee, false) as is_detailed,
    coalesce(has_description, has_estimate, has_assignee, has_due_date) is not null as is_told
from planned
