-- grain: a scope; of all items that were finished or cancelled once, how many were reopened
select
    scope,
    as_of,
    count(*) filter (where is_counted and reopened_count > 0)
        / nullif(count(*) filter (where is_counted), 0) as reopened_share,
    count(*) filter (where is_counted and reopened_count > 0) as reopened_item_count,
    coalesce(sum(reopened_count), 0)::bigint as reopening_count,
    count(*) filter (where is_counted) as n,
    count(*) filter (where was_closed and not can_tell_reopening) as without_reopenings
from (select *, was_closed and can_tell_reopening as is_counted from reworked_items)
group by scope, as_of
