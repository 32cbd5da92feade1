-- grain: a month of a team; the hours there are, and the hours promised beyond them: of each person
-- where persons are known, at least those of the team as a whole. By the plan as it is told now.
with available as (
    select period as month_date, fold(team) as team_folded, sum(available_hours) as available_hours
    from capacity
    group by all
),

promised as (
    select month_date, team_folded, sum(hours) as allocated_hours
    from allocated_hours
    where team_folded is not null
    group by all
),

people as (
    select
        capacity.period as month_date,
        fold(capacity.team) as team_folded,
        fold(capacity.person) as person_folded,
        sum(capacity.available_hours) as available_hours
    from capacity
    where capacity.person is not null
    group by all
),

taken as (
    select month_date, team_folded, person_folded, sum(hours) as allocated_hours
    from allocated_hours
    where person_folded is not null
    group by all
),

beyond as (
    select
        month_date,
        team_folded,
        sum(greatest(taken.allocated_hours - people.available_hours, 0)) as excess_hours
    from people
    join taken using (month_date, team_folded, person_folded)
    group by all
)

select
    available.month_date,
    available.team_folded,
    available.available_hours,
    greatest(
        coalesce(promised.allocated_hours, 0) - available.available_hours,
        coalesce(beyond.excess_hours, 0),
        0
    ) as excess_hours
from available
left join promised using (month_date, team_folded)
left join beyond using (month_date, team_folded)
