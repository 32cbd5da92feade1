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
    select distinct scope, as_of, as_of_at, source from items_as_of
),

ages as (
    select
        known.scope,
        known.as_of,
        known.source,
        known.as_of - max(local_date(exports.taken_at, setting_portfolio.time_zone)) as export_age_days
    from known
    join exports
        on known.source = exports.source
        and exports.taken_at <= known.as_of_at
    cross join setting_portfolio
    group by known.scope, known.as_of, known.source
),

oldest as (
    select scope, as_of, max(export_age_days) as export_age_days
    from ages
    group by scope, as_of
)

select
    checks.scope,
    checks.as_of,
    checks.passed_share,
    checks.checked_count,
    checks.failed_count,
    checks.checks,
    oldest.export_age_days,
    coalesce(oldest.export_age_days > setting_portfolio.stale_export_days, false) as is_stale,
    checks.checked_count as n
from checks
cross join setting_portfolio
left join oldest using (scope, as_of)
