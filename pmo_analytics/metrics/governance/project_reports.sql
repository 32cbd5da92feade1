-- grain: a project of a scope with its last status report by the day, how old it is, and since when its
-- reports give the same colour without a break
with reports as (
    select
        scopes.scope,
        as_of_dates.as_of,
        status.project_id,
        status.report_date,
        status.overall,
        last_value(status.overall) over oldest_first as last_overall
    from status
    join scopes using (project_id)
    join as_of_dates on status.report_date <= as_of_dates.as_of
    window
        oldest_first as (
            partition by scopes.scope, as_of_dates.as_of, status.project_id
            order by status.report_date
            rows between unbounded preceding and unbounded following
        )
),

last_changes as (
    select scope, as_of, project_id, max(report_date) as other_date
    from reports
    where overall <> last_overall
    group by scope, as_of, project_id
),

runs as (
    select
        reports.scope,
        reports.as_of,
        reports.project_id,
        any_value(reports.last_overall) as declared,
        max(reports.report_date) as report_date,
        count(*) as report_count,
        min(reports.report_date) filter (
            where reports.report_date > coalesce(last_changes.other_date, date '-infinity')
        ) as declared_since_date,
        count(*) filter (
            where reports.report_date > coalesce(last_changes.other_date, date '-infinity')
        ) as same_report_count
    from reports
    left join last_changes using (scope, as_of, project_id)
    group by reports.scope, reports.as_of, reports.project_id
)

select
    scopes.scope,
    as_of_dates.as_of,
    scopes.project_id,
    runs.declared,
    runs.report_date,
    as_of_dates.as_of - runs.report_date as report_age_days,
    coalesce(as_of_dates.as_of - runs.report_date <= $report_days, false) as is_current,
    coalesce(runs.report_count, 0) as report_count,
    runs.declared_since_date,
    as_of_dates.as_of - runs.declared_since_date as declared_age_days,
    runs.same_report_count
from scopes
join projects using (project_id)
cross join as_of_dates
left join runs using (scope, as_of, project_id)
