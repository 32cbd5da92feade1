-- grain: a month of a team; the hours promised of those there are
with available as (
    select
        period as month_date,
        fold(team) as team_folded,
        any_value(team) as team,
        sum(available_hours) as available_hours
    from capacity
    group by all
),

promised as (
    select month_date, team_folded, sum(hours) as allocated_hours
    from allocated_hours
    where team_folded is not null
    group by all
)

select
    available.month_date,
    available.team_folded,
    available.team,
    coalesce(promised.allocated_hours, 0) / nullif(available.available_hours, 0) as load_share
from available
left join promised using (month_date, team_folded)
