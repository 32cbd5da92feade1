-- grain: a project of a scope with a baseline; the finish that is expected against the baseline in
-- force and against the first one. Expected is what the last status report with a date says, else the
-- last of its milestones.
with original_baselines as (
    select * from baselines where is_original
),

declared as (
    select
        as_of_dates.as_of,
        status.project_id,
        arg_max(status.forecast_finish_date, status.report_date) as forecast_date
    from as_of_dates
    join status on status.report_date <= as_of_dates.as_of
    where status.forecast_finish_date is not null
    group by as_of_dates.as_of, status.project_id
),

last_milestone_reports as (
    select as_of, project_id, milestone_id, arg_max(forecast_date, report_date) as forecast_date
    from milestones_as_of
    group by as_of, project_id, milestone_id
),

last_milestones as (
    select as_of, project_id, max(forecast_date) as forecast_date
    from last_milestone_reports
    group by as_of, project_id
),

expected as (
    select
        scopes.scope,
        baselines.as_of,
        scopes.project_id,
        baselines.start_date,
        baselines.finish_date,
        originals.start_date as original_start_date,
        originals.finish_date as original_finish_date,
        coalesce(declared.forecast_date, last_milestones.forecast_date) as forecast_date,
        case
            when declared.forecast_date is not null then 'status report'
            when last_milestones.forecast_date is not null then 'last milestone'
        end as forecast_evidence
    from scopes
    join current_baselines as baselines using (project_id)
    join original_baselines as originals using (project_id)
    left join declared using (project_id, as_of)
    left join last_milestones using (project_id, as_of)
)

select
    *,
    finish_date - start_date as baseline_days,
    forecast_date - finish_date as slip_days,
    (forecast_date - finish_date) / nullif(finish_date - start_date, 0) as slip_share,
    original_finish_date - original_start_date as original_days,
    forecast_date - original_finish_date as original_slip_days,
    (forecast_date - original_finish_date)
        / nullif(original_finish_date - original_start_date, 0) as original_slip_share,
    finish_date <> original_finish_date as is_moved
from expected
