-- grain: a scope; for how long its projects have declared the same colour
select
    scope,
    as_of,
    quantile_disc(declared_age_days, 0.5) as half_days,
    max(declared_age_days) as longest_days,
    count(*) filter (where report_count >= 3 and same_report_count = report_count)
        as never_changed_count,
    count(*) filter (where report_count >= 3) as often_reported_count,
    count(*) filter (where report_count = 0) as never_reported,
    count(declared_age_days) as n
from project_reports
group by scope, as_of
