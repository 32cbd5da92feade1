-- grain: a month of the plan of a project of a scope, from its first to its last with something
-- planned, with the running total of the plan
with bounds as (
    select
        scope,
        as_of,
        project_id,
        min(month_date) filter (where planned_value > 0) as first_month_date,
        max(month_date) filter (where planned_value > 0) as last_month_date
    from cost_months
    group by scope, as_of, project_id
)

select
    months.scope,
    months.as_of,
    months.project_id,
    bounds.first_month_date,
    bounds.last_month_date,
    months.month_date,
    row_number() over each_project as month_number,
    months.planned_value,
    sum(months.planned_value) over each_project as planned_total
from cost_months as months
join bounds
    using (scope, as_of, project_id)
where months.month_date between bounds.first_month_date and bounds.last_month_date
window each_project as (
    partition by months.scope, months.as_of, months.project_id order by months.month_date
)
