-- grain: a scope; how old the items in progress are, and how many have no known start
select
    scope,
    as_of,
    quantile_disc(age_days, 0.5) as half_days,
    quantile_disc(age_days, 0.85) as sure_days,
    max(age_days) as oldest_days,
    sum(elapsed_age_days) as total_age_days,
    count(age_days) as n,
    count(*) filter (where started_date is null) as without_start
from open_items
where state = 'in_progress'
group by scope, as_of
