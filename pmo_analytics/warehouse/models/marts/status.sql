-- grain: a report of a project manager on a day, in status.csv or in fields of a tracker
with registered as (
    select * exclude (row_number) from register_status
),

-- Of several items that report on a project, the one that was touched last speaks.
shown as (
    select
        reports.project_id,
        reports.source,
        local_date(reports.seen_at, portfolio.time_zone) as seen_date,
        reports.reported
    from int_reports as reports
    cross join setting_portfolio as portfolio
    where reports.project_id is not null
    qualify row_number() over (
        partition by reports.project_id, reports.source, reports.seen_at
        order by reports.updated_at desc nulls last, reports.item_key
    ) = 1
),

compared as (
    select
        *,
        lag(seen_date) over each_project as seen_before_date,
        lag(reported) over each_project as reported_before
    from shown
    window each_project as (partition by project_id, source order by seen_date)
),

-- What stands there unchanged is no new report. One that dates itself before an export that lacks it
-- was written after that.
tracked as (
    select
        project_id,
        case
            when reported.reported_date > coalesce(seen_before_date, date '-infinity')
                then least(reported.reported_date, seen_date)
            else seen_date
        end as report_date,
        reported.reported_overall as overall,
        reported.reported_schedule as schedule,
        reported.reported_cost as cost,
        reported.reported_scope as scope,
        reported.reported_risk as risk,
        reported.reported_resources as resources,
        reported.reported_benefits as benefits,
        reported.reported_finish_date as forecast_finish_date,
        reported.reported_summary as summary,
        reported.reported_path_to_green as path_to_green,
        source,
        seen_date
    from compared
    where reported.reported_overall is not null and reported is distinct from reported_before
),

-- Of two reports of a day that of the register counts, then the one that was seen last.
declared as (
    select * from registered
    union all by name
    select * from tracked
),

status as (
    select * exclude (seen_date)
    from declared
    qualify row_number() over (
        partition by project_id, report_date order by source nulls first, seen_date desc
    ) = 1
)

select * from status
