-- grain: a scope; the reserves of its baselines in force, what issues opened since took of them, and the
-- open risks that are left for them to cover. A project without a reserve, or of which nobody ever wrote
-- down a risk, is left out.
with projects as (
    select
        counted.scope,
        counted.as_of,
        counted.project_id,
        counted.currency,
        counted.is_counted,
        nullif(baselines.reserve, 0) as reserve,
        baselines.approved_date
    from counted_projects as counted
    left join current_baselines as baselines using (project_id, as_of)
),

known as (
    select
        projects.*,
        risks.kind,
        risks.probability,
        cast(round(100 * risks.impact_cost) as bigint) as impact_cents,
        risks.opened_date,
        risks.risk_id,
        risks.closed_date is null or risks.closed_date > projects.as_of as is_open,
        risks.response_due_date < projects.as_of as is_past_due
    from projects
    left join risks
        on projects.project_id = risks.project_id and risks.opened_date <= projects.as_of
),

by_project as (
    select
        scope,
        as_of,
        project_id,
        any_value(currency) as currency,
        any_value(reserve) as reserve,
        any_value(is_counted) as is_counted,
        count(risk_id) > 0 as has_risks,
        count(*) filter (where is_open and is_past_due) as late_response_count,
        coalesce(sum(probability * impact_cents / 100) filter (
            where kind = 'issue' and opened_date >= approved_date
        ), 0) as used_cost,
        coalesce(list([probability::double, impact_cents::double] order by risk_id) filter (
            where kind = 'risk' and is_open
        ), []) as open_risks
    from known
    group by scope, as_of, project_id
),

judged as (
    select *, is_counted and has_risks and reserve is not null as is_judged from by_project
)

select
    scope,
    as_of,
    any_value(currency) filter (where is_judged) as currency,
    sum(reserve) filter (where is_judged) as reserve_cost,
    cast(sum(used_cost) filter (where is_judged) as decimal(18, 2)) as reserve_used_cost,
    cast(sum(greatest(reserve - used_cost, 0)) filter (where is_judged) as decimal(18, 2))
        as reserve_left_cost,
    flatten(list(open_risks order by project_id) filter (where is_judged)) as open_risks,
    coalesce(sum(late_response_count) filter (where is_judged), 0)::bigint as late_response_count,
    count(*) filter (where not is_counted) as other_currency,
    count(*) filter (where is_counted and reserve is null) as without_reserve,
    count(*) filter (where is_counted and reserve is not null and not has_risks) as without_risks,
    count(*) filter (where is_judged) as n
from judged
group by scope, as_of
