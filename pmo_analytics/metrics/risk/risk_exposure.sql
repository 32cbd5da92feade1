-- grain: a scope; what its open risks cost on average, and beside it its issues, which have happened
with projects as (
    select scope, as_of, any_value(currency) filter (where is_counted) as currency
    from counted_projects
    group by scope, as_of
)

select
    projects.scope,
    projects.as_of,
    projects.currency,
    coalesce(sum(risks.exposure_cost) filter (where risks.kind = 'risk' and risks.is_counted), 0)
        as exposure_cost,
    sum(risks.exposure_days) filter (where risks.kind = 'risk') as exposure_days,
    count(*) filter (where risks.kind = 'risk') as risk_count,
    count(*) filter (where risks.kind = 'issue') as issue_count,
    coalesce(sum(risks.exposure_cost) filter (where risks.kind = 'issue' and risks.is_counted), 0)
        as issue_cost,
    count(*) filter (where not risks.is_counted) as other_currency,
    count(*) filter (where risks.kind = 'risk' and risks.is_counted) as n
from projects
left join open_risks as risks using (scope, as_of)
group by projects.scope, projects.as_of, projects.currency
