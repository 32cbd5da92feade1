-- grain: a scope; how much of the hours of its teams is promised in the month of the day, and in which
-- month from then on it is most
with monthly as (
    select
        scope,
        as_of,
        month_date,
        sum(available_hours) as available_hours,
        sum(allocated_hours) as allocated_hours,
        sum(allocated_hours) / nullif(sum(available_hours), 0) as utilisation_share,
        sum(scope_hours) as scope_hours,
        sum(person_count)::bigint as person_count,
        sum(over_allocated_person_count)::bigint as over_allocated_person_count,
        sum(over_allocated_fte) as over_allocated_fte,
        max(list_last(load_shares)) as highest_person_share,
        count(*) filter (where allocated_hours > available_hours) as over_allocated_team_count,
        count(*) as team_count
    from team_months
    group by scope, as_of, month_date
),

ahead as (
    select
        scope,
        as_of,
        max(utilisation_share) as peak_share,
        min(month_date) filter (where utilisation_share = peak_share) as peak_month_date,
        count(*) filter (where allocated_hours > available_hours) as over_allocated_month_count
    from (
        select *, max(utilisation_share) over (partition by scope, as_of) as peak_share
        from monthly
        where last_day(month_date) >= as_of
    )
    group by scope, as_of
),

no_team as (
    select scopes.scope, as_of_dates.as_of, count(*) as without_team
    from allocated_hours
    join scopes using (project_id)
    join as_of_dates on allocated_hours.month_date = date_trunc('month', as_of_dates.as_of)
    where
        allocated_hours.team_folded is null
        or allocated_hours.team_folded not in (
            select fold(capacity.team) from capacity
            where capacity.period = allocated_hours.month_date
        )
    group by scopes.scope, as_of_dates.as_of
)

select
    scopes.scope,
    scopes.as_of,
    monthly.* exclude (scope, as_of, team_count),
    ahead.* exclude (scope, as_of),
    monthly.team_count,
    coalesce(no_team.without_team, 0) as without_team,
    coalesce(monthly.team_count, 0) as n
from (select distinct scope, as_of from scopes cross join as_of_dates) as scopes
left join monthly
    on scopes.scope = monthly.scope
    and scopes.as_of = monthly.as_of
    and monthly.month_date = date_trunc('month', scopes.as_of)
left join ahead on scopes.scope = ahead.scope and scopes.as_of = ahead.as_of
left join no_team on scopes.scope = no_team.scope and scopes.as_of = no_team.as_of
