-- grain: a scope; of the month of the day and those that follow it, the one in which most of the hours
-- of its teams are promised twice
with monthly as (
    select
        scope_teams.scope,
        team_excess.month_date,
        sum(team_excess.excess_hours) as over_allocated_hours,
        sum(team_excess.excess_hours) / nullif(sum(team_excess.available_hours), 0)
            as over_allocated_share
    from scope_teams
    join team_excess using (team_folded)
    group by all
),

worst as (
    select
        monthly.scope,
        as_of_dates.as_of,
        monthly.month_date as over_allocated_month_date,
        monthly.over_allocated_hours,
        monthly.over_allocated_share,
        count(*) over each_scope as n
    from monthly
    join as_of_dates
        on monthly.month_date between date_trunc('month', as_of_dates.as_of)
        and date_trunc('month', as_of_dates.as_of) + ($ahead_months - 1) * interval 1 month
    where monthly.over_allocated_share is not null
    window each_scope as (partition by monthly.scope, as_of_dates.as_of)
    qualify row_number() over (
        partition by monthly.scope, as_of_dates.as_of
        order by monthly.over_allocated_share desc, monthly.month_date
    ) = 1
)

select
    scopes.scope,
    scopes.as_of,
    worst.* exclude (scope, as_of, n),
    coalesce(worst.n, 0) as n
from (select distinct scope, as_of from scopes cross join as_of_dates) as scopes
left join worst using (scope, as_of)
