-- grain: an item of a scope in a sprint of sprints.csv that runs on the day, as the sprint holds it then
with running as (
    select distinct
        scopes.scope,
        as_of_dates.as_of,
        sprints.sprint,
        sprints.project_id,
        fold(sprints.sprint) as sprint_folded,
        sprints.start_date,
        sprints.end_date
    from sprints
    join scopes on sprints.project_id is null or sprints.project_id = scopes.project_id
    join as_of_dates on as_of_dates.as_of between sprints.start_date and sprints.end_date
),

listed as (
    select distinct
        running.*,
        items.item_id,
        items.item_key,
        items.item_url,
        items.title,
        items.project_id as item_project_id,
        items.state,
        items.done_date
    from running
    join sprint_items as listed using (sprint_folded)
    join items_as_of as items
        on listed.item_id = items.item_id
        and running.scope = items.scope
        and running.as_of = items.as_of
        and listed.from_at <= items.known_at
        and listed.until_at > items.known_at
    where running.project_id is null or running.project_id = items.project_id
)

-- What was finished before it began is no work of it.
select
    scope,
    as_of,
    sprint,
    start_date,
    end_date,
    item_project_id as project_id,
    item_id,
    item_key,
    item_url,
    title,
    state in ('to_do', 'in_progress') as is_open
from listed
where
    state in ('to_do', 'in_progress')
    or (state = 'done' and coalesce(done_date >= start_date, false))
