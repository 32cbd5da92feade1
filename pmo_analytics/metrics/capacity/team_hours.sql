-- grain: a month of a team; the hours there are
select
    period as month_date,
    fold(team) as team_folded,
    any_value(team) as team,
    sum(available_hours) as available_hours
from capacity
group by period, fold(team)
