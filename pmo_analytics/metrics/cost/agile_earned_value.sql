-- grain: a scope; earned, planned and actual amounts of its projects added up, ratios from these sums
with totals as (
    select
        scope,
        as_of,
        any_value(currency) filter (where left_out_by is null) as currency,
        sum(earned_value) as earned_value,
        sum(planned_value) as planned_value,
        sum(actual_cost) filter (where left_out_by is null) as actual_cost,
        sum(budget_at_completion) filter (where left_out_by is null) as budget_at_completion,
        case when bool_and(earned_at_baseline_scope is not null) filter (where left_out_by is null)
            then sum(earned_at_baseline_scope) end as earned_at_baseline_scope,
        count(*) filter (where left_out_by = 'currency') as other_currency,
        count(*) filter (where left_out_by = 'budget') as without_budget,
        count(*) filter (where left_out_by = 'costs') as without_costs,
        count(*) filter (where left_out_by = 'sprints') as without_sprints,
        count(*) filter (where left_out_by = 'items') as without_items,
        coalesce(sum(unsized_count) filter (where left_out_by is null), 0)::bigint as without_points,
        count(*) filter (where left_out_by is null) as n
    from agile_values
    group by scope, as_of
)

select
    *,
    earned_value / nullif(actual_cost, 0) as cost_performance_index,
    earned_value / nullif(planned_value, 0) as schedule_performance_index,
    budget_at_completion * actual_cost / nullif(earned_value, 0) as estimate_at_completion,
    earned_value - earned_at_baseline_scope as scope_effect_value,
    earned_at_baseline_scope / nullif(actual_cost, 0) as cost_performance_at_baseline_scope
from totals
