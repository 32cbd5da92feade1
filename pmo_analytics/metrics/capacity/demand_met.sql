-- grain: a scope; what is asked for of its skills against what there is, from the month of the day on
select
    scopes.scope,
    scopes.as_of,
    sum(demanded_hours) filter (where available_hours is not null) as demanded_hours,
    sum(available_hours) as available_hours,
    sum(demanded_hours) filter (where available_hours is not null)
        / nullif(sum(available_hours), 0) as demand_share,
    sum(short_hours) as short_hours,
    count(distinct skill) filter (where short_hours > 0) as short_skill_count,
    min(month_date) filter (where short_hours > 0) as first_short_month_date,
    count(*) filter (where month_date is not null and available_hours is null) as without_capacity,
    count(available_hours) as n
from (select distinct scope, as_of from scopes cross join as_of_dates) as scopes
left join skill_months
    on scopes.scope = skill_months.scope
    and scopes.as_of = skill_months.as_of
    and last_day(skill_months.month_date) >= scopes.as_of
group by scopes.scope, scopes.as_of
