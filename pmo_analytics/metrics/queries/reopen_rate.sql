-- grain: a scope; of all items that were finished or cancelled once, how many were reopened
select
    scope,
    as_of,
    count(*) filter (where was_closed and reopened_count > 0)
        / nullif(count(*) filter (where was_closed), 0) as reopened_share,
    count(*) filter (where was_closed and reopened_count > 0) as reopened_item_count,
    coalesce(sum(reopened_count), 0)::bigint as reopening_count,
    count(*) filter (where was_closed) as n
from reworked_items
group by scope, as_of
