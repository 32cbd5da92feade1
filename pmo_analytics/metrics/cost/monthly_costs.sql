-- grain: a month of a scope, from the first to the last in costs.csv; amounts of its projects in that
-- month and up to its end. A month is partial while it has not ended; what is spent and earned is
-- blank from then on.
with summed as (
    select
        scope,
        as_of,
        month_date,
        bool_and(has_ended) as has_ended,
        sum(planned_value) as planned_value,
        sum(actual_cost) as actual_cost,
        sum(earned_value) as earned_value
    from cost_months
    where is_counted
    group by scope, as_of, month_date
)

select
    scope,
    as_of,
    month_date,
    month_date <= as_of and not has_ended as is_partial,
    planned_value,
    actual_cost,
    earned_value,
    sum(planned_value) over so_far as planned_total,
    case when has_ended then sum(actual_cost) over so_far end as actual_total,
    case when has_ended then sum(earned_value) over so_far end as earned_total
from summed
window so_far as (partition by scope, as_of order by month_date)
