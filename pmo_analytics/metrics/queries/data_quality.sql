-- grain: a scope; the mean share of passed checks, each check with equal weight, and how old the
-- newest export of its stalest source is
with checks as (
    select
        scope,
        as_of,
        avg(passed_share) as passed_share,
        sum(checked_count)::bigint as checked_count,
        sum(failed_count)::bigint as failed_count,
        count(*) as checks
    from data_checks
    group by scope, as_of
),

known as (
    select * from known_until
)

select
    checks.scope,
    checks.as_of,
    checks.passed_share,
    checks.checked_count,
    checks.failed_count,
    checks.checks,
    known.export_age_days,
    coalesce(known.export_age_days > setting_portfolio.stale_export_days, false) as is_stale,
    checks.checked_count as n
from checks
cross join setting_portfolio
left join known using (scope, as_of)
