-- grain: a scope; of all items that were started, how many were sent back to an earlier column
select
    scope,
    as_of,
    count(*) filter (where is_counted and moved_back_count > 0)
        / nullif(count(*) filter (where is_counted), 0) as reworked_share,
    count(*) filter (where is_counted and moved_back_count > 0) as reworked_item_count,
    coalesce(sum(moved_back_count) filter (where is_counted), 0)::bigint as moved_back_count,
    count(*) filter (where is_counted) as n,
    count(*) filter (where was_started and not has_history) as without_history
from (select *, was_started and has_history as is_counted from reworked_items)
group by scope, as_of
