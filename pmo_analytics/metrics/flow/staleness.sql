-- grain: a scope; of its open items, how many nobody touched for long
select
    scope,
    as_of,
    count(*) filter (where is_stale) / nullif(count(is_stale), 0) as stale_share,
    count(*) filter (where is_stale) as stale_count,
    count(*) filter (where is_stuck and state = 'in_progress') as stuck_count,
    max(untouched_days) as longest_untouched_days,
    count(is_stale) as n,
    count(*) filter (where is_stale is null) as without_touch
from stale_items
group by scope, as_of
