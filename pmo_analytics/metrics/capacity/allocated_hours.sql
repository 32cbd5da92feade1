-- grain: hours of a team that are promised to a project in a month; without a team they belong to that
-- of their person, where capacity.csv knows one
select
    allocations.period as month_date,
    allocations.project_id,
    coalesce(fold(allocations.team), person_teams.team_folded) as team_folded,
    fold(allocations.person) as person_folded,
    allocations.hours
from allocations
left join person_teams
    on allocations.period = person_teams.month_date
    and fold(allocations.person) = person_teams.person_folded
