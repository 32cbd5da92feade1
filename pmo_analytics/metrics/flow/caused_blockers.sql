-- grain: an open item of a scope that is blocked on the day and whose cause stands in blockers.csv
select
    blocked.scope,
    blocked.as_of,
    blocked.item_key,
    blocked.item_url,
    blocked.blocked_days,
    blocked.is_start_known,
    min(blockers.cause) as cause
from blocked_items as blocked
join blockers
    on blocked.item_key = blockers.item_key
    and blockers.start_date <= blocked.as_of
    and (blockers.end_date is null or blockers.end_date > blocked.as_of)
where blockers.cause is not null
group by all
