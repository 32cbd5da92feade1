-- grain: a milestone of a project of a scope; how its forecast moved from report to report, and where
-- it ends if it goes on like that: it slips s days a day, so forecast and calendar meet
-- (forecast - report) / (1 - s) days after the last report, or never where s is 1 or more.
with summed as (
    select
        scope,
        as_of,
        project_id,
        milestone_id,
        arg_max(milestone, report_date) as milestone,
        bool_or(is_key) as is_key,
        count(*) as reports,
        any_value(first_report_date) as first_report_date,
        max(report_date) as last_report_date,
        any_value(first_forecast_date) as first_forecast_date,
        arg_max(forecast_date, report_date) as forecast_date,
        arg_max(baseline_date, report_date) as baseline_date,
        -- The last report speaks, also where it takes back that the milestone was reached.
        arg_max_null(actual_date, report_date) as actual_date,
        list(moved_days order by report_date) filter (where moved_days is not null) as moves,
        -- Of the straight line through all reports: sums of whole days.
        count(*) * sum((report_date - first_report_date) * (forecast_date - first_forecast_date))
            - sum(report_date - first_report_date) * sum(forecast_date - first_forecast_date)
            as line_rise,
        count(*) * sum((report_date - first_report_date) * (report_date - first_report_date))
            - sum(report_date - first_report_date) * sum(report_date - first_report_date)
            as line_run
    from milestone_reports
    group by scope, as_of, project_id, milestone_id
),

measured as (
    select
        *,
        forecast_date - first_forecast_date as slip_days,
        last_report_date - first_report_date as report_days,
        forecast_date - last_report_date as left_days,
        actual_date is null and forecast_date < as_of as is_unmaintained
    from summed
)

select
    scope,
    as_of,
    project_id,
    milestone_id,
    milestone,
    is_key,
    reports,
    first_report_date,
    last_report_date,
    first_forecast_date,
    forecast_date,
    baseline_date,
    actual_date,
    forecast_date - baseline_date as baseline_slip_days,
    slip_days,
    report_days,
    moves,
    slip_days / nullif(report_days, 0) as slip_per_day,
    line_rise / nullif(line_run, 0) as line_slip_per_day,
    is_unmaintained,
    case
        when actual_date is not null then 'reached'
        when report_days = 0 then 'one report'
        when slip_days >= report_days then 'never converges'
        when slip_days > 0 then 'slips'
        when slip_days < 0 then 'recovers'
        else 'holds'
    end as trend,
    case
        when actual_date is null and report_days > slip_days and left_days >= 0
            then last_report_date
                + cast(ceil(left_days * report_days / (report_days - slip_days)) as integer)
    end as projected_date
from measured
