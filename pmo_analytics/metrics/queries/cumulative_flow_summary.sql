-- grain: a scope; the height of each band on the day
select
    scope,
    as_of,
    max(item_count) filter (where band = 'Created' and day = as_of) as created_items,
    max(item_count) filter (where band = 'Started' and day = as_of) as started_items,
    max(item_count) filter (where band = 'Finished' and day = as_of) as finished_items,
    max(item_count) filter (where band = 'Created' and day = as_of) as n
from cumulative_flow
group by scope, as_of
