-- grain: a team that items of a scope name and capacity.csv does not, where that is filled; beside it
-- the team in which capacity.csv has most of its people in the month of the day
with people as (
    select
        items.scope,
        items.as_of,
        items.team_id as team,
        person_teams.team as other_team,
        count(distinct fold(items.assignee)) as person_count
    from items_as_of as items
    left join person_teams
        on date_trunc('month', items.as_of) = person_teams.month_date
        and fold(items.assignee) = person_teams.person_folded
    where
        items.team_id is not null
        and exists (from capacity)
        and fold(items.team_id) not in (select fold(team) from capacity)
    group by all
)

select
    scope,
    as_of,
    team,
    arg_max(other_team, (person_count, other_team)) filter (where other_team is not null)
        as team_of_people
from people
group by scope, as_of, team
order by scope, as_of, team
