-- grain: a month of a team of a scope and a project to which hours of it are promised
select
    scope_teams.scope,
    as_of_dates.as_of,
    allocated_hours.month_date,
    team_names.team,
    allocated_hours.project_id,
    sum(allocated_hours.hours) as allocated_hours
from scope_teams
cross join as_of_dates
join allocated_hours using (team_folded)
join (select distinct team_folded, team from team_hours) as team_names using (team_folded)
group by all
