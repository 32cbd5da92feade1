-- grain: a milestone of a project of a scope as one report gave it, with the days it moved since the
-- report before
select
    scope,
    as_of,
    project_id,
    milestone_id,
    milestone,
    report_date,
    forecast_date,
    baseline_date,
    actual_date,
    is_key,
    forecast_date - lag(forecast_date) over each_milestone as moved_days,
    first_value(forecast_date) over each_milestone as first_forecast_date,
    first_value(report_date) over each_milestone as first_report_date
from milestones_as_of
window each_milestone as (
    partition by scope, as_of, project_id, milestone_id order by report_date
)
