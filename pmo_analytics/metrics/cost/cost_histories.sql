-- grain: a project of a scope; what it spent and earned month by month, oldest first, up to the last
-- ended month of which costs.csv tells what was earned, or where it never does to the last with a row;
-- and the budget of the baseline in force
with listed as (
    select
        known_costs.scope,
        known_costs.as_of,
        known_costs.project_id,
        known_costs.is_earned_known,
        known_costs.until_date,
        list(coalesce(months.actual_cost, 0)::double order by months.month_date) as spent_costs,
        list(coalesce(months.earned_value, 0)::double order by months.month_date) as earned_values
    from known_costs
    join cost_months as months
        on known_costs.scope = months.scope
        and known_costs.as_of = months.as_of
        and known_costs.project_id = months.project_id
        and months.month_end_date <= known_costs.until_date
    group by all
)

select
    counted.scope,
    counted.as_of,
    counted.project_id,
    counted.currency,
    counted.is_counted,
    baselines.budget,
    listed.until_date,
    listed.spent_costs,
    case when listed.is_earned_known then listed.earned_values end as earned_values
from counted_projects as counted
left join current_baselines as baselines using (project_id, as_of)
left join listed using (scope, as_of, project_id)
