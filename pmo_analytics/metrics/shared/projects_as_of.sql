-- grain: a project as of a day: its register entry, the baseline in force and the last status report
-- by then. The register itself has no history: names, owners and cost of delay are today's.
with original_baselines as (
    select project_id, finish_date, approved_date from baselines where is_original
),

last_reports as (
    select as_of_dates.as_of, status.*
    from as_of_dates
    join status on status.report_date <= as_of_dates.as_of
    qualify row_number() over (
        partition by as_of_dates.as_of, status.project_id order by status.report_date desc
    ) = 1
)

select
    scopes.scope,
    as_of_dates.as_of,
    projects.project_id,
    projects.name,
    projects.programme,
    projects.sponsor,
    projects.manager,
    projects.objective,
    projects.cost_of_delay_per_week,
    current_baselines.start_date as baseline_start_date,
    current_baselines.finish_date as baseline_finish_date,
    current_baselines.budget,
    current_baselines.scope_items as baseline_scope_items,
    current_baselines.approved_date as baseline_approved_date,
    current_baselines.reason as baseline_reason,
    not coalesce(current_baselines.is_original, true) as is_rebaselined,
    original_baselines.finish_date as original_finish_date,
    last_reports.report_date,
    last_reports.overall as declared,
    last_reports.schedule as schedule_declared,
    last_reports.cost as cost_declared,
    last_reports.scope as scope_declared,
    last_reports.risk as risk_declared,
    last_reports.resources as resources_declared,
    last_reports.benefits as benefits_declared,
    last_reports.forecast_finish_date as reported_finish_date,
    last_reports.summary as report_summary,
    last_reports.path_to_green
from scopes
cross join as_of_dates
join projects using (project_id)
left join current_baselines using (project_id, as_of)
left join original_baselines using (project_id)
left join last_reports using (project_id, as_of)
