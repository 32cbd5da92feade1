-- grain: a scope; its open items that are blocked on the day
select
    scope,
    as_of,
    count(*) as blocked_count,
    max(blocked_days) as longest_blocked_days,
    arg_max(is_start_known, (blocked_days, item_key)) as is_longest_start_known,
    count(*) as n
from blocked_items
group by scope, as_of
