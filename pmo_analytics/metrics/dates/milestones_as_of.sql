-- grain: a milestone of a project as one report gave it, reports up to the day only
select
    scopes.scope,
    as_of_dates.as_of,
    milestones.project_id,
    milestones.milestone_id,
    milestones.name as milestone,
    milestones.report_date,
    coalesce(milestones.actual_date, milestones.forecast_date) as forecast_date,
    milestones.baseline_date,
    milestones.actual_date,
    milestones.is_key
from milestones
join scopes using (project_id)
join as_of_dates on milestones.report_date <= as_of_dates.as_of
