-- grain: a day from which the pace of a scope was told to change: a declared improvement of throughput,
-- or the first of two months in which its sole team has a quarter more or fewer hours a working day
-- than in the three months before. A single month is a holiday.
with declared as (
    select scopes.scope, improvements.change_date as date
    from improvements
    join projects on fold(improvements.scope) in (
        fold(projects.project_id), fold(projects.programme), fold(projects.name)
    )
    join scopes using (project_id)
    where fold(improvements.metric) = 'throughput'
    union
    select scopes.scope, improvements.change_date
    from improvements
    join scopes on fold(improvements.scope) = fold(scopes.scope_team_id)
    where fold(improvements.metric) = 'throughput'
    union
    select sole_teams.scope, improvements.change_date
    from improvements
    join sole_teams on fold(improvements.scope) = fold(sole_teams.team_id)
    where fold(improvements.metric) = 'throughput'
),

months as (
    select
        fold(capacity.team) as team_folded,
        capacity.period as month_date,
        sum(capacity.available_hours) as hours
    from capacity
    group by all
),

working as (
    select cast(date_trunc('month', date) as date) as month_date, count(*) as days
    from calendar_days
    where team = '' and is_working
    group by all
),

daily as (
    select
        months.team_folded,
        months.month_date,
        months.hours / working.days as hours,
        avg(months.hours / working.days) over (
            partition by months.team_folded order by months.month_date
            rows between 3 preceding and 1 preceding
        ) as hours_before,
        count(*) over (
            partition by months.team_folded order by months.month_date
            rows between 3 preceding and 1 preceding
        ) as months_before,
        lead(months.hours / working.days) over (
            partition by months.team_folded order by months.month_date
        ) as hours_after
    from months
    join working using (month_date)
)

select scope, date from declared
union
select sole_teams.scope, daily.month_date
from daily
join sole_teams on daily.team_folded = fold(sole_teams.team_id)
where
    daily.months_before = 3
    and (
        least(daily.hours, daily.hours_after) >= 1.25 * daily.hours_before
        or greatest(daily.hours, daily.hours_after) <= 0.75 * daily.hours_before
    )
