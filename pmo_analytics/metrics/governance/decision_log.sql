-- grain: a scope; the decisions that were raised by the day, and how many of those due came in time
select
    scope,
    as_of,
    count(*) filter (where is_in_time) / nullif(count(is_in_time), 0) as in_time_share,
    count(*) filter (where is_in_time) as in_time_count,
    count(is_in_time) as fallen_due_count,
    count(*) filter (where decided_date is null) as undecided_count,
    count(*) filter (where decided_date is null and overdue_days > 0) as late_decision_count,
    quantile_disc(age_days, 0.5) filter (where decided_date is not null) as half_decision_days,
    max(age_days) filter (where decided_date is null) as oldest_decision_days,
    count(*) as n
from logged_decisions
group by scope, as_of
