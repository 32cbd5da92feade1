-- grain: a person of a team of a scope in a month; the hours there are and those promised to any
-- project. Only distributions of it are shown.
with available as (
    select
        period as month_date,
        fold(team) as team_folded,
        fold(person) as person_folded,
        sum(available_hours) as available_hours
    from capacity
    where person is not null
    group by all
),

promised as (
    select month_date, team_folded, person_folded, sum(hours) as allocated_hours
    from allocated_hours
    where person_folded is not null
    group by all
)

select
    scope_teams.scope,
    available.month_date,
    available.team_folded,
    available.person_folded,
    available.available_hours,
    coalesce(promised.allocated_hours, 0) as allocated_hours,
    coalesce(promised.allocated_hours, 0) / nullif(available.available_hours, 0) as load_share
from available
join scope_teams using (team_folded)
left join promised using (month_date, team_folded, person_folded)
