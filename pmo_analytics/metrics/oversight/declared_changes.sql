-- grain: a declared change of the process that touches a scope: one of its projects or programmes, a
-- team, or all of them
with named as (
    select distinct scopes.scope, unnest([
        projects.project_id, projects.programme, projects.name
    ]) as name
    from scopes
    join projects using (project_id)
    union
    select distinct scopes.scope, team_names.team_id
    from scopes
    cross join team_names
    union
    select distinct scopes.scope, unnest(['portfolio', setting_portfolio.name])
    from scopes
    cross join setting_portfolio
)

select distinct
    named.scope,
    as_of_dates.as_of,
    improvements.improvement_id,
    improvements.change_date,
    improvements.hypothesis,
    improvements.metric,
    improvements.scope as place,
    improvements.expected_direction,
    improvements.owner
from improvements
join named on fold(improvements.scope) = fold(named.name)
cross join as_of_dates
