-- grain: a month of a project of a scope, from its first to its last in costs.csv, months without a
-- row included; plans hold for every month, what was spent and earned for months that have ended
with registered as (
    select * from costs
),

spans as (
    select
        counted_projects.scope,
        counted_projects.as_of,
        counted_projects.project_id,
        counted_projects.is_counted,
        min(registered.period) as first_date,
        max(registered.period) as last_date
    from counted_projects
    join registered using (project_id)
    group by all
),

months as (
    select
        scope,
        as_of,
        project_id,
        is_counted,
        cast(unnest(generate_series(first_date, last_date, interval 1 month)) as date)
            as month_date
    from spans
)

select
    months.scope,
    months.as_of,
    months.project_id,
    months.is_counted,
    months.month_date,
    last_day(months.month_date) as month_end_date,
    last_day(months.month_date) <= months.as_of as has_ended,
    registered.period is not null as has_row,
    coalesce(registered.planned_value, 0) as planned_value,
    registered.planned_hours,
    case when has_ended then registered.actual_cost end as actual_cost,
    case when has_ended then registered.earned_value end as earned_value,
    case when has_ended then registered.actual_hours end as actual_hours
from months
left join registered
    on months.project_id = registered.project_id
    and months.month_date = registered.period
