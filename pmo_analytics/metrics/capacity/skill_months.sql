-- grain: a month of a skill that the projects of a scope ask for; the hours that all projects ask for
-- against those there are
with available as (
    select
        period as month_date,
        fold(skill) as skill_folded,
        sum(available_hours) as available_hours
    from capacity
    where skill is not null
    group by period, fold(skill)
),

asked as (
    select
        period as month_date,
        project_id,
        skill,
        fold(skill) as skill_folded,
        hours
    from demand
),

wanted as (
    select distinct scopes.scope, asked.skill_folded
    from asked
    join scopes using (project_id)
),

demanded as (
    select
        wanted.scope,
        asked.month_date,
        asked.skill_folded,
        any_value(asked.skill) as skill,
        sum(asked.hours) as demanded_hours,
        coalesce(sum(asked.hours) filter (where scopes.project_id is not null), 0) as scope_hours
    from wanted
    join asked using (skill_folded)
    left join scopes on wanted.scope = scopes.scope and asked.project_id = scopes.project_id
    group by wanted.scope, asked.month_date, asked.skill_folded
)

select
    demanded.scope,
    as_of_dates.as_of,
    demanded.month_date,
    demanded.skill,
    demanded.demanded_hours,
    demanded.scope_hours,
    available.available_hours,
    case
        when demanded.demanded_hours > available.available_hours
            then demanded.demanded_hours - available.available_hours
        when available.available_hours is not null then 0
    end as short_hours
from demanded
cross join as_of_dates
left join available using (month_date, skill_folded)
