-- grain: an item of a scope in a sprint of sprints.csv that runs on the day, as the sprint holds it
-- then; and whether it was in it when its first day ended (committed), where a sighting tells it
with running as (
    select distinct
        scopes.scope,
        as_of_dates.as_of,
        sprints.sprint,
        sprints.project_id,
        fold(sprints.sprint) as sprint_folded,
        sprints.start_date,
        sprints.end_date,
        end_of_day(sprints.start_date, setting_portfolio.time_zone) as start_at
    from sprints
    cross join setting_portfolio
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
        items.source,
        items.known_at,
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
),

committed as (
    select listed.scope, listed.as_of, listed.sprint, listed.item_id
    from listed
    join sprint_items as held
        on listed.item_id = held.item_id
        and listed.sprint_folded = held.sprint_folded
        and held.from_at <= listed.start_at
        and held.until_at > listed.start_at
    group by all
),

told as (
    select listed.scope, listed.as_of, listed.sprint, listed.item_project_id
    from listed
    join sprint_sightings as sightings
        on listed.source = sightings.source
        and listed.start_at between sightings.told_from and sightings.told_until
        and sightings.told_from <= listed.known_at
        and listed.start_at <= listed.known_at
    group by all
)

-- What was finished before it began is no work of it.
select
    listed.scope,
    listed.as_of,
    listed.sprint,
    listed.start_date,
    listed.end_date,
    listed.item_project_id as project_id,
    listed.item_id,
    listed.item_key,
    listed.item_url,
    listed.title,
    listed.state in ('to_do', 'in_progress') as is_open,
    if(told.scope is not null, committed.item_id is not null, null) as was_committed
from listed
left join committed using (scope, as_of, sprint, item_id)
left join told using (scope, as_of, sprint, item_project_id)
where
    listed.state in ('to_do', 'in_progress')
    or (listed.state = 'done' and coalesce(listed.done_date >= listed.start_date, false))
