-- grain: a scope; how many of its items in progress will probably take longer than promised
select
    scope,
    as_of,
    -- As decimals, so that the order of the rows does not matter to the last digit.
    cast(sum(cast(late_share as decimal(18, 9))) as double) as expected_late_count,
    count(*) filter (where is_past) as past_count,
    count(*) filter (where not is_past and late_share > 0.5) as likely_late_count,
    any_value(sle_days) as sle_days,
    count(*) filter (where late_share is not null) as n,
    count(*) filter (where started_date is null) as without_start,
    count(*) filter (where started_date is not null and late_share is null) as without_comparison
from age_risks
group by scope, as_of
