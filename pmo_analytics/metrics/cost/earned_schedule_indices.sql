-- grain: a project of a scope, or the scope as a whole where project_id is null: months earned against
-- months passed, months of all projects added up
with totals as (
    select
        scope,
        as_of,
        project_id,
        min(until_date) as until_date,
        sum(planned_value) as planned_value,
        sum(earned_value) as earned_value,
        -- As decimals, so that the order of the rows does not matter to the last digit.
        cast(sum(cast(earned_months as decimal(18, 9))) as double) as earned_months,
        sum(actual_months)::bigint as actual_months,
        sum(planned_months)::bigint as planned_months,
        count(*) as n
    from earned_schedule_amounts
    where earned_months is not null and actual_months > 0
    group by grouping sets ((scope, as_of, project_id), (scope, as_of))
)

select
    scope,
    as_of,
    project_id,
    until_date,
    earned_months,
    actual_months,
    planned_months,
    earned_months - actual_months as schedule_variance_months,
    earned_months / actual_months as schedule_performance_index_time,
    earned_value / nullif(planned_value, 0) as schedule_performance_index,
    planned_months * actual_months / nullif(earned_months, 0) as estimated_months,
    case when actual_months < planned_months
        then (planned_months - earned_months) / (planned_months - actual_months)
    end as to_complete_index_time,
    n
from totals
