-- grain: a project of a scope with its amounts, all up to one month: the last that has ended and of
-- which costs.csv tells what was earned. A project of which it never does has earned the share of its
-- budget that its finished items are of all. left_out_by says why a project cannot be measured.
with summed as (
    select
        known_costs.scope,
        known_costs.as_of,
        known_costs.project_id,
        known_costs.until_date,
        known_costs.is_earned_known,
        known_costs.all_planned_value,
        sum(months.planned_value) filter (where months.month_end_date <= known_costs.until_date)
            as planned_value,
        sum(months.planned_value) filter (where months.month_end_date > known_costs.until_date)
            as planned_rest_value,
        sum(months.actual_cost) filter (where months.month_end_date <= known_costs.until_date)
            as actual_cost,
        sum(months.earned_value) as earned_value,
        count(*) filter (
            where known_costs.is_earned_known
            and months.month_end_date <= known_costs.until_date
            and months.earned_value is null
        ) as untold_month_count
    from known_costs
    join cost_months as months using (scope, as_of, project_id)
    group by all
),

finished as (
    select
        sized_items.scope,
        sized_items.as_of,
        sized_items.project_id,
        coalesce(sum(sized_items.size) filter (where sized_items.done_date <= summed.until_date), 0)
            / nullif(sum(sized_items.size), 0) as finished_share
    from sized_items
    join summed using (scope, as_of, project_id)
    where
        sized_items.state not in ('cancelled', 'vanished')
        and (sized_items.created_date is null or sized_items.created_date <= summed.until_date)
    group by all
),

valued as (
    select
        counted.scope,
        counted.as_of,
        counted.project_id,
        counted.currency,
        counted.is_counted,
        coalesce(plans.budget, nullif(summed.all_planned_value, 0)) as budget_at_completion,
        summed.* exclude (scope, as_of, project_id, all_planned_value, earned_value),
        summed.earned_value as known_value,
        finished.finished_share
    from counted_projects as counted
    join projects_as_of as plans using (scope, as_of, project_id)
    left join summed using (scope, as_of, project_id)
    left join finished using (scope, as_of, project_id)
),

earned as (
    select
        *,
        case
            when is_earned_known then known_value
            else cast(budget_at_completion * finished_share as decimal(18, 2))
        end as earned_value
    from valued
)

-- What was planned or earned beyond the budget is the budget: there is no more to earn.
select
    scope,
    as_of,
    project_id,
    currency,
    until_date,
    budget_at_completion,
    case when planned_value > budget_at_completion then budget_at_completion else planned_value end
        as planned_value,
    case when earned_value > budget_at_completion then budget_at_completion else earned_value end
        as earned_value,
    actual_cost,
    planned_rest_value,
    untold_month_count,
    if(is_earned_known, 'costs.csv', 'finished items') as earned_evidence,
    case
        when not is_counted then 'currency'
        when until_date is null then 'costs'
        when budget_at_completion is null then 'budget'
        when earned_value is null then 'earned value'
    end as left_out_by
from earned
