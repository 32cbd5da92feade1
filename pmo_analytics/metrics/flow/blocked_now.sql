-- grain: a scope; its open items that are blocked on the day
select
    scope,
    as_of,
    count(*) as blocked_count,
    max(blocked_days) as longest_blocked_days,
    count(*) as n
from blocked_items
group by scope, as_of
