-- grain: a status of a scope that nobody explained, and the items that stand in it on the day
select
    scope,
    as_of,
    min(status) as status,
    count(*) as item_count
from items_as_of
where not is_status_understood and status is not null
group by scope, as_of, lower(status)
