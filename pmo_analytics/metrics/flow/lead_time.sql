-- grain: a scope; how long finished items took from their creation, and what could not be measured
select
    scope,
    as_of,
    quantile_disc(lead_days, 0.5) filter (where elapsed_lead_days >= 0) as half_days,
    quantile_disc(lead_days, 0.85) filter (where elapsed_lead_days >= 0) as sure_days,
    quantile_disc(lead_days, $percentile) filter (where elapsed_lead_days >= 0) as percentile_days,
    avg(elapsed_lead_days) filter (where elapsed_lead_days >= 0) as mean_elapsed_days,
    count(lead_days) filter (where elapsed_lead_days >= 0) as n,
    count(*) filter (where created_date is null) as without_creation,
    count(*) filter (where finished_date is null) as without_finish_date,
    count(*) filter (where elapsed_lead_days < 0) as finished_before_created
from finished_items
where finished_date is null or finished_date > as_of - $days
group by scope, as_of
