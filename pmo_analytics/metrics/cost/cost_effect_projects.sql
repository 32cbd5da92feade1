-- grain: a project of a scope; what it cost against its plan over the months of which planned and
-- actual hours are known, and how much of the difference is hours and how much is their price
with months as (
    select * from cost_months
),

counted as (
    select
        scope,
        as_of,
        project_id,
        any_value(is_counted) as is_counted,
        sum(planned_value) as planned_value,
        sum(actual_cost) as actual_cost,
        sum(planned_hours) as planned_hours,
        sum(actual_hours) as actual_hours,
        count(*) as month_count
    from months
    where has_ended and planned_hours is not null and actual_hours is not null
    group by scope, as_of, project_id
),

skipped as (
    select scope, as_of, project_id, count(*) as without_hours
    from months
    where has_row and has_ended and (planned_hours is null or actual_hours is null)
    group by scope, as_of, project_id
)

select
    projects.scope,
    projects.as_of,
    projects.project_id,
    projects.currency,
    counted.planned_value,
    counted.actual_cost,
    counted.planned_hours,
    counted.actual_hours,
    counted.planned_value / nullif(counted.planned_hours, 0) as planned_rate,
    counted.actual_cost / nullif(counted.actual_hours, 0) as actual_rate,
    cast(counted.actual_hours * planned_rate as decimal(18, 2)) - counted.planned_value
        as volume_effect_cost,
    counted.actual_cost - cast(counted.actual_hours * planned_rate as decimal(18, 2))
        as rate_effect_cost,
    coalesce(counted.month_count, 0) as month_count,
    coalesce(skipped.without_hours, 0) as without_hours,
    case
        when not projects.is_counted then 'currency'
        when planned_rate is null then 'hours'
    end as left_out_by
from counted_projects as projects
left join counted using (scope, as_of, project_id)
left join skipped using (scope, as_of, project_id)
