-- grain: a scope; of all the time its finished items took, how much they were worked on
with measured as (
    select *, has_history and is_explained and elapsed_seconds > 0 as is_measured
    from active_items
)

select
    scope,
    as_of,
    sum(active_seconds) filter (where is_measured)
        / nullif(sum(elapsed_seconds) filter (where is_measured), 0) as active_share,
    sum(active_seconds) filter (where is_measured) / 86400 as active_days,
    sum(elapsed_seconds) filter (where is_measured) / 86400 as elapsed_days,
    sum(blocked_seconds) filter (where is_measured) / 86400 as blocked_days,
    count(*) filter (where is_measured) as n,
    count(*) filter (where started_date is null) as without_start,
    count(*) filter (where started_date is not null and not coalesce(has_history, false))
        as without_history,
    count(*) filter (where has_history and not is_explained) as without_category,
    count(*) filter (where has_history and is_explained and elapsed_seconds = 0)
        as without_duration
from measured
group by scope, as_of
