-- grain: a scope; what was asked for by the day, and how long answers take
select
    scope,
    as_of,
    count(*) filter (where decided_date is null) as waiting_count,
    count(*) as request_count,
    count(decided_date) as answered_count,
    quantile_disc(waited_days, 0.5) filter (where decided_date is not null) as half_answer_days,
    max(waited_days) filter (where decided_date is null) as longest_wait_days,
    count(*) as n
from requests_as_of
group by scope, as_of
