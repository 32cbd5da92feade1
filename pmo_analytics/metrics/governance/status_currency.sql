-- grain: a scope; how many of its projects have reported lately
select
    scope,
    as_of,
    count(*) filter (where is_current) / count(*) as current_share,
    count(*) filter (where is_current) as current_count,
    count(*) filter (where not is_current and report_count > 0) as stale_count,
    count(*) filter (where report_count = 0) as never_reported_count,
    max(report_age_days) as oldest_report_days,
    count(*) as n
from project_reports
group by scope, as_of
