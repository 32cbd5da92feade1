-- grain: an item of a scope that somebody has in progress, or has finished in the last weeks, and the
-- team whose it is: the one that it names, else that of its person in the month of the day
select
    items.scope,
    items.as_of,
    items.item_id,
    items.item_key,
    items.project_id,
    items.state,
    fold(items.assignee) as person_folded,
    coalesce(items.team_id, person_teams.team) as team,
    fold(coalesce(items.team_id, person_teams.team)) as team_folded
from items_as_of as items
left join person_teams
    on date_trunc('month', items.as_of) = person_teams.month_date
    and fold(items.assignee) = person_teams.person_folded
where
    items.assignee is not null
    and (
        items.state = 'in_progress'
        or (items.state = 'done' and items.done_date > items.as_of - 7 * $weeks)
    )
