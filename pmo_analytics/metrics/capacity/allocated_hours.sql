-- grain: hours of a team that are promised to a project in a month; without a team they belong to that
-- of their person, where capacity.csv knows one
with homes as (
    select period, fold(person) as person_folded, any_value(fold(team)) as team_folded
    from capacity
    where person is not null
    group by period, fold(person)
    having count(distinct fold(team)) = 1
)

select
    allocations.period as month_date,
    allocations.project_id,
    coalesce(fold(allocations.team), homes.team_folded) as team_folded,
    fold(allocations.person) as person_folded,
    allocations.hours
from allocations
left join homes
    on allocations.period = homes.period
    and fold(allocations.person) = homes.person_folded
