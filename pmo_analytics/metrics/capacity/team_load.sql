-- grain: a scope; of its teams, in the month of the day and those that follow it, the fullest month of one
with ahead as (
    select
        scope_teams.scope,
        as_of_dates.as_of,
        team_loads.*,
        count(*) over each_scope as n,
        row_number() over (
            each_scope order by team_loads.load_share desc, team_loads.month_date, team_loads.team
        ) as rank
    from scope_teams
    join team_loads using (team_folded)
    join as_of_dates
        on team_loads.month_date between date_trunc('month', as_of_dates.as_of)
        and date_trunc('month', as_of_dates.as_of) + ($ahead_months - 1) * interval 1 month
    where team_loads.load_share is not null
    window each_scope as (partition by scope_teams.scope, as_of_dates.as_of)
)

select
    scopes.scope,
    scopes.as_of,
    ahead.load_share as fullest_team_share,
    ahead.team as fullest_team_name,
    ahead.month_date as fullest_team_date,
    coalesce(ahead.n, 0) as n
from (select distinct scope, as_of from scopes cross join as_of_dates) as scopes
left join ahead on scopes.scope = ahead.scope and scopes.as_of = ahead.as_of and ahead.rank = 1
