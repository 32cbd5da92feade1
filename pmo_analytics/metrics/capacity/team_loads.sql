-- grain: a month of a team; its load. Hours promised beyond those of a person are not taken up by hours
-- that another has left over: a team with such is full, and by these hours more than full.
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
    available.team,
    coalesce(beyond.excess_hours, 0) as excess_hours,
    case
        when beyond.excess_hours > 0
            then greatest(promised.allocated_hours, available_hours + beyond.excess_hours)
        else coalesce(promised.allocated_hours, 0)
    end / nullif(available.available_hours, 0) as load_share
from available
left join promised using (month_date, team_folded)
left join beyond using (month_date, team_folded)
