-- grain: a project of a scope; whether it keeps its date, its budget and its benefits, blank where
-- nobody can tell: expected no later and no dearer than was approved; and of what was promised of
-- each benefit until now enough was realised
with dates as (
    select scope, as_of, project_id, slip_days <= 0 as is_on_time from slips
),

costs_expected as (
    select
        scope,
        as_of,
        project_id,
        estimate_at_completion <= budget_at_completion as is_within_budget
    from earned_value_projects
),

benefits_so_far as (
    select scope, as_of, project_id, bool_and(realised_share >= $enough_share) as has_benefits
    from benefit_totals
    group by scope, as_of, project_id
)

select
    counted_projects.scope,
    counted_projects.as_of,
    counted_projects.project_id,
    projects.name,
    dates.is_on_time,
    costs_expected.is_within_budget,
    benefits_so_far.has_benefits,
    -- Of what is known of the project nothing is broken.
    case
        when coalesce(is_on_time, is_within_budget, has_benefits) is not null
            then coalesce(is_on_time, true)
                and coalesce(is_within_budget, true)
                and coalesce(has_benefits, true)
    end as is_success
from counted_projects
join projects using (project_id)
left join dates using (scope, as_of, project_id)
left join costs_expected using (scope, as_of, project_id)
left join benefits_so_far using (scope, as_of, project_id)
