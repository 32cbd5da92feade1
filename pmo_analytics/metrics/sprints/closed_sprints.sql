-- grain: a sprint of sprints.csv that concerns a scope and has ended by the day
with portfolio as (
    select * from setting_portfolio
)

select distinct
    scopes.scope,
    as_of_dates.as_of,
    sprints.sprint,
    sprints.project_id,
    fold(sprints.sprint) as sprint_folded,
    sprints.start_date,
    sprints.end_date,
    end_of_day(sprints.start_date, portfolio.time_zone) as start_at,
    end_of_day(sprints.end_date, portfolio.time_zone) as end_at
from sprints
join scopes on sprints.project_id is null or sprints.project_id = scopes.project_id
cross join portfolio
join as_of_dates on end_of_day(sprints.end_date, portfolio.time_zone) <= as_of_dates.as_of_at
