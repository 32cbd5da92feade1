-- grain: a person in a month whom capacity.csv knows in a single team
select
    period as month_date,
    fold(person) as person_folded,
    any_value(fold(team)) as team_folded,
    min(team) as team
from capacity
where person is not null
group by period, fold(person)
having count(distinct fold(team)) = 1
