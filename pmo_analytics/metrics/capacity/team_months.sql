-- grain: a month of a team of a scope; the hours there are, those promised to all projects and to those
-- of the scope, and how they spread over its people
with promised as (
    select
        scope_teams.scope,
        allocated_hours.month_date,
        scope_teams.team_folded,
        sum(allocated_hours.hours) as allocated_hours,
        sum(allocated_hours.hours) filter (where scopes.project_id is not null) as scope_hours
    from scope_teams
    join allocated_hours using (team_folded)
    left join scopes
        on scope_teams.scope = scopes.scope
        and allocated_hours.project_id = scopes.project_id
    group by all
),

people as (
    select
        scope,
        month_date,
        team_folded,
        count(*) as person_count,
        count(*) filter (where allocated_hours > available_hours) as over_allocated_person_count,
        list(load_share order by load_share) filter (where load_share is not null) as load_shares,
        sum((allocated_hours - available_hours) / available_hours) filter (
            where allocated_hours > available_hours and available_hours > 0
        ) as over_allocated_fte
    from person_months
    group by scope, month_date, team_folded
)

select
    scope_teams.scope,
    as_of_dates.as_of,
    team_hours.month_date,
    team_hours.team,
    team_hours.available_hours,
    coalesce(promised.allocated_hours, 0) as allocated_hours,
    coalesce(promised.scope_hours, 0) as scope_hours,
    coalesce(promised.allocated_hours, 0) / nullif(team_hours.available_hours, 0)
        as utilisation_share,
    people.person_count,
    people.over_allocated_person_count,
    case when people.person_count > 0 then coalesce(people.over_allocated_fte, 0) end
        as over_allocated_fte,
    people.load_shares
from team_hours
join scope_teams using (team_folded)
cross join as_of_dates
left join promised using (scope, month_date, team_folded)
left join people using (scope, month_date, team_folded)
