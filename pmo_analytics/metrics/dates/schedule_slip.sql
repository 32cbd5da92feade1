-- grain: a scope; how far its projects slip, together and at most
with measured as (
    select *, forecast_date is not null and baseline_days > 0 as is_measured from slips
)

select
    scope,
    as_of,
    sum(slip_days) filter (where is_measured)
        / nullif(sum(baseline_days) filter (where is_measured), 0) as slip_share,
    sum(slip_days) filter (where is_measured)::bigint as slip_days,
    sum(baseline_days) filter (where is_measured)::bigint as baseline_days,
    sum(original_slip_days) filter (where is_measured)::bigint as original_slip_days,
    sum(original_slip_days) filter (where is_measured)
        / nullif(sum(original_days) filter (where is_measured), 0) as original_slip_share,
    max(slip_days) filter (where is_measured) as longest_slip_days,
    count(*) filter (where is_measured and slip_days > 0) as slipped_count,
    count(*) filter (where is_measured and is_moved) as rebaselined_count,
    count(*) filter (where is_measured) as n,
    count(*) filter (where not is_measured) as without_forecast
from measured
group by scope, as_of
