-- grain: a month of a team; the hours promised of those there are
with promised as (
    select month_date, team_folded, sum(hours) as allocated_hours
    from allocated_hours
    where team_folded is not null
    group by all
)

select
    team_hours.month_date,
    team_hours.team_folded,
    team_hours.team,
    coalesce(promised.allocated_hours, 0) / nullif(team_hours.available_hours, 0) as load_share
from team_hours
left join promised using (month_date, team_folded)
