-- grain: a scope; what was planned and spent in the last month that has ended, and up to its end
with ended as (
    select * from monthly_costs where actual_total is not null
)

select
    scope,
    as_of,
    max_by(actual_cost, month_date) as actual_cost,
    max_by(planned_value, month_date) as planned_value,
    max_by(actual_total, month_date) as actual_total,
    max_by(planned_total, month_date) as planned_total,
    max_by(actual_total, month_date) / nullif(max_by(planned_total, month_date), 0) as spent_share,
    max(month_date) as last_month_date,
    count(*) as n
from ended
group by scope, as_of
