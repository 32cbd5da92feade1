-- grain: a scope; amounts of its projects added up, ratios from these sums, and which projects are not
-- in them
with counted as (
    select
        scope,
        as_of,
        sum(estimate_at_completion) as projects_estimate_at_completion,
        count(*) filter (where left_out_by is null and estimate_at_completion is null)
            as without_estimate,
        count(*) filter (where left_out_by = 'currency') as other_currency,
        count(*) filter (where left_out_by = 'costs') as without_costs,
        count(*) filter (where left_out_by = 'budget') as without_budget,
        count(*) filter (where left_out_by = 'earned value') as without_earned_value
    from earned_value_projects
    group by scope, as_of
),

totals as (
    select * from earned_value_indices where project_id is null
)

select
    counted.scope,
    counted.as_of,
    totals.* exclude (scope, as_of, project_id, earned_evidence, n),
    100 as spent_unit_cost,
    100 * totals.cost_performance_index as earned_for_unit_cost,
    totals.estimate_at_completion - totals.budget_at_completion as overrun_at_completion_cost,
    totals.estimate_at_budget_rate - totals.budget_at_completion as overrun_at_budget_rate_cost,
    totals.estimate_at_both_rates - totals.budget_at_completion as overrun_at_both_rates_cost,
    case when counted.without_estimate = 0 then counted.projects_estimate_at_completion end
        as projects_estimate_at_completion,
    counted.other_currency,
    counted.without_costs,
    counted.without_budget,
    counted.without_earned_value,
    coalesce(totals.n, 0) as n
from counted
left join totals using (scope, as_of)
