-- grain: a team of a scope: the one it is asked of, else one that promised hours to any of its
-- projects; the whole portfolio has every team
with teams as (
    select fold(team) as team_folded from capacity
    union
    select team_folded from allocated_hours where team_folded is not null
),

whole as (
    select scope
    from scopes
    join projects using (project_id)
    group by scope
    having count(*) = (select count(*) from projects)
),

promised as (
    select scopes.scope, allocated_hours.team_folded
    from allocated_hours
    join scopes using (project_id)
),

named as (
    select distinct scope, fold(scope_team_id) as team_folded
    from scopes
    where scope_team_id is not null
)

select distinct scopes.scope, teams.team_folded
from scopes
cross join teams
left join whole on scopes.scope = whole.scope
left join promised on scopes.scope = promised.scope and teams.team_folded = promised.team_folded
left join named on scopes.scope = named.scope
where
    coalesce(named.team_folded = teams.team_folded, true)
    and (
        named.scope is not null
        or whole.scope is not null
        or promised.scope is not null
    )
