-- grain: a scope; how many people the registers name, and for how many of them something is overdue
select
    scope,
    as_of,
    count(*) as owner_count,
    count(*) filter (where overdue_duty_count > 0) as late_owner_count,
    sum(overdue_duty_count)::bigint as overdue_duty_count,
    count(*) filter (where is_overloaded) as overloaded_owner_count,
    sum(open_duty_count)::bigint as duty_count,
    avg(open_duty_count) as mean_duty_ratio,
    count(*) as n
from duties
group by scope, as_of
