-- grain: a scope; how long finished items took from their start, and what could not be measured
select
    scope,
    as_of,
    quantile_disc(cycle_days, 0.5) as half_days,
    quantile_disc(cycle_days, 0.85) as sure_days,
    quantile_disc(cycle_days, $percentile) as percentile_days,
    avg(elapsed_cycle_days) as mean_elapsed_days,
    count(cycle_days) as n,
    count(*) filter (where started_date is null) as without_start,
    count(*) filter (where finished_date is null) as without_finish_date,
    count(cycle_days) filter (where started_evidence = 'changelog') as from_changelog
from finished_items
where finished_date is null or finished_date > as_of - $days
group by scope, as_of
