-- grain: a scope; the mean share of passed checks, each check with equal weight, and how old the
-- newest export of its stalest source is
with checks as (
    select
        scope,
        as_of,
        -- in their order: the last digit of a sum of fractions depends on it
        list_avg(list(passed_share order by check_id)) as passed_share,
        sum(checked_count)::bigint as checked_count,
        sum(failed_count)::bigint as failed_count,
        count(*) as checks
    from data_checks
    group by scope, as_of
),

known as (
    select * from known_until
)

-- No check may apply, and the exports are old all the same.
select
    known.scope,
    known.as_of,
    checks.passed_share,
    coalesce(checks.checked_count, 0) as checked_count,
    coalesce(checks.failed_count, 0) as failed_count,
    coalesce(checks.checks, 0) as checks,
    known.export_age_days,
    known.as_of - known.export_age_days::integer as newest_export_date,
    coalesce(known.export_age_days > setting_portfolio.stale_export_days, false) as is_stale,
    coalesce(checks.checked_count, 0) as n
from known
cross join setting_portfolio
left join checks using (scope, as_of)
