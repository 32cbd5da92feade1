-- grain: a project of a scope and a check of how it is run that applies to it
with reports as (
    select * from project_reports
),

exported as (
    select
        items.project_id,
        as_of_dates.as_of,
        exports.source,
        max_by(exports.rows_in, exports.taken_at) as row_count,
        as_of_dates.as_of - local_date(max(exports.taken_at), any_value(portfolio.time_zone))
            as age_days,
        any_value(portfolio.stale_export_days) as stale_export_days
    from (select distinct project_id, source from main.items) as items
    join exports using (source)
    join as_of_dates on exports.taken_at <= as_of_dates.as_of_at
    cross join setting_portfolio as portfolio
    where exports.kind = 'items'
    group by items.project_id, as_of_dates.as_of, exports.source
),

fetched as (
    select
        project_id,
        as_of,
        bool_or(age_days > stale_export_days) as is_stale,
        -- A tracker that gives a thousand rows and no more [jira-export-limit].
        bool_or(row_count > 0 and row_count % 1000 = 0) as is_capped
    from exported
    group by project_id, as_of
),

registers as (
    select
        count(*) filter (where register = 'baselines') > 0 as has_baselines,
        count(*) filter (where register = 'status') > 0 as has_status
    from raw_registers
    where row_count > 0
),

checked as (
    select
        plans.scope,
        plans.as_of,
        plans.project_id,
        plans.project_id as subject,
        unnest([
            {
                check_id: 'baseline_approved',
                applies: registers.has_baselines,
                fails: plans.baseline_approved_date is null
            },
            {
                check_id: 'baseline_kept',
                applies: plans.baseline_approved_date is not null,
                fails: plans.is_rebaselined
            },
            {
                check_id: 'status_reported',
                applies: registers.has_status,
                fails: not reports.is_current
            },
            {
                check_id: 'path_to_green',
                applies: plans.declared <> 'green',
                fails: plans.path_to_green is null
            },
            {
                check_id: 'one_currency',
                applies: true,
                fails: fold(counted.currency) <> fold(setting_portfolio.currency)
                    and setting_portfolio.currency <> ''
            },
            {
                check_id: 'export_current',
                applies: fetched.project_id is not null,
                fails: fetched.is_stale
            },
            {
                check_id: 'export_complete',
                applies: fetched.project_id is not null,
                fails: fetched.is_capped
            }
        ], recursive := true)
    from projects_as_of as plans
    join counted_projects as counted using (scope, as_of, project_id)
    join reports using (scope, as_of, project_id)
    cross join registers
    cross join setting_portfolio
    left join fetched using (project_id, as_of)
)

select scope, as_of, project_id, check_id, subject, fails
from checked
where applies
