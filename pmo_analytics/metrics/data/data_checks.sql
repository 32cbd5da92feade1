-- grain: a check of a scope; how many items it applies to and how many fail it
select
    scope,
    as_of,
    check_id,
    count(*) as checked_count,
    count(*) filter (where fails) as failed_count,
    1 - count(*) filter (where fails) / count(*) as passed_share
from checked_items
group by scope, as_of, check_id
