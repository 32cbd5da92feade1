-- grain: a scope; how long items took from the start point to the finish point, and what could not be
-- measured
with measured as (
    select
        *,
        cycle_days is not null as is_measured,
        cast(elapsed_days as hugeint) as elapsed
    from timed_items
    where
        (finished_date is null or finished_date > as_of - $days)
        and ($reopened = 'counted' or reopened_count = 0)
)

select
    scope,
    as_of,
    quantile_disc(cycle_days, 0.5) as half_days,
    quantile_disc(cycle_days, 0.85) as sure_days,
    quantile_disc(cycle_days, 0.95) as nearly_all_days,
    quantile_disc(cycle_days, $percentile) as percentile_days,
    quantile_disc(elapsed_days, $percentile) filter (where is_measured) as percentile_elapsed_days,
    quantile_cont(cycle_days, $percentile) as interpolated_days,
    avg(elapsed_days) as mean_elapsed_days,
    -- From sums of whole days, so that the order of the rows does not matter to the last digit.
    sqrt(
        (count(elapsed) * sum(elapsed * elapsed) - sum(elapsed) * sum(elapsed))
            / nullif(count(elapsed) * (count(elapsed) - 1), 0)
    ) as deviation_elapsed_days,
    count(*) filter (where is_measured) as n,
    count(*) filter (where started_date is null) as without_start,
    count(*) filter (where finished_date is null) as without_finish_date,
    count(*) filter (where started_date is not null and finished_date is not null and not is_measured)
        as without_calendar
from measured
group by scope, as_of
