-- grain: a scope; the share of items that kept the days promised, and how sure that share is
with counted as (
    select
        scope,
        as_of,
        any_value(sle_days) as sle_days,
        count(*) filter (where is_within) as within_count,
        count(is_within) as n,
        count(*) filter (where cycle_days is null) as without_start,
        count(*) filter (where cycle_days is not null and sle_days is null) as without_promise
    from sle_items
    group by scope, as_of
)

select
    *,
    within_count / nullif(n, 0) as within_share,
    wilson_low(within_count, n) as low_share,
    wilson_high(within_count, n) as high_share,
    $percentile as target_share,
    wilson_high(within_count, n) < $percentile as is_missed
from counted
