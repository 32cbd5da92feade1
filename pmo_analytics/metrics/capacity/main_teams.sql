-- grain: a project as of a day and the team that most hours of it are promised to in the last month that
-- has begun
with months as (
    select
        as_of_dates.as_of,
        allocated_hours.project_id,
        allocated_hours.month_date,
        allocated_hours.team_folded,
        sum(allocated_hours.hours) as hours
    from allocated_hours
    join as_of_dates on allocated_hours.month_date <= as_of_dates.as_of
    where allocated_hours.team_folded is not null
    group by all
)

select as_of, project_id, arg_max(team_folded, (month_date, hours, team_folded)) as team_folded
from months
group by as_of, project_id
