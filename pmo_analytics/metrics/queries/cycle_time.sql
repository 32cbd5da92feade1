-- grain: a scope; how long finished items took from their start, and what could not be measured
select
    scope,
    as_of,
    quantile_disc(cycle_days_inclusive, 0.5) as half_days,
    quantile_disc(cycle_days_inclusive, 0.85) as sure_days,
    quantile_disc(cycle_days_inclusive, $percentile) as percentile_days,
    avg(cycle_days) as mean_elapsed_days,
    count(cycle_days) as n,
    count(*) filter (where started_date is null) as without_start,
    count(*) filter (where done_date is null) as without_finish_date,
    count(cycle_days) filter (where started_evidence = 'changelog') as from_changelog
from finished_items
where done_date is null or done_date > as_of - $days
group by scope, as_of
