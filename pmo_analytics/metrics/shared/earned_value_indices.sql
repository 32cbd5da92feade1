-- grain: a project of a scope, or the scope as a whole where project_id is null: its amounts and what
-- follows from them. A ratio that would divide by nothing is blank, and so is what rests on it.
with amounts as (
    select * from earned_value_amounts where left_out_by is null
),

totals as (
    select
        scope,
        as_of,
        project_id,
        any_value(currency) as currency,
        min(until_date) as until_date,
        sum(planned_value) as planned_value,
        sum(earned_value) as earned_value,
        sum(actual_cost) as actual_cost,
        sum(budget_at_completion) as budget_at_completion,
        -- Work that is left without a month planned for it has no such estimate.
        case when bool_and(
            coalesce(planned_rest_value, 0) > 0 or earned_value = budget_at_completion
        ) then sum(coalesce(planned_rest_value, 0)) end as planned_rest_value,
        sum(untold_month_count)::bigint as untold_month_count,
        any_value(earned_evidence) as earned_evidence,
        count(*) as n
    from amounts
    group by grouping sets ((scope, as_of, project_id), (scope, as_of))
),

indexed as (
    select
        *,
        earned_value / nullif(actual_cost, 0) as cost_performance_index,
        earned_value / nullif(planned_value, 0) as schedule_performance_index,
        earned_value - actual_cost as cost_variance,
        earned_value - planned_value as schedule_variance,
        budget_at_completion - earned_value as work_left_value
    from totals
),

estimated as (
    select
        *,
        budget_at_completion / nullif(cost_performance_index, 0) as estimate_at_completion,
        actual_cost + work_left_value as estimate_at_budget_rate,
        actual_cost + work_left_value
            / nullif(cost_performance_index * schedule_performance_index, 0)
            as estimate_at_both_rates,
        actual_cost + planned_rest_value as estimate_as_planned
    from indexed
)

select
    scope,
    as_of,
    project_id,
    currency,
    until_date,
    planned_value,
    earned_value,
    actual_cost,
    budget_at_completion,
    cost_variance,
    schedule_variance,
    cost_performance_index,
    schedule_performance_index,
    estimate_at_completion,
    estimate_at_budget_rate,
    estimate_at_both_rates,
    estimate_as_planned,
    estimate_at_completion - actual_cost as estimate_to_complete,
    budget_at_completion - estimate_at_completion as variance_at_completion,
    estimate_at_completion / nullif(budget_at_completion, 0) - 1 as over_budget_share,
    case when actual_cost < budget_at_completion
        then work_left_value / (budget_at_completion - actual_cost) end
        as to_complete_index_budget,
    case when actual_cost < estimate_at_completion
        then work_left_value / (estimate_at_completion - actual_cost) end
        as to_complete_index_estimate,
    earned_evidence,
    untold_month_count,
    n
from estimated
