-- grain: an item of a scope finished in the judged time, against the days that were promised: those
-- given, or those that as many of the items finished before that time kept
with earlier as (
    select scope, as_of, quantile_disc(cycle_days, $percentile) as sure_days
    from timed_items
    where finished_date <= as_of - $window_days
    group by scope, as_of
)

select
    timed_items.scope,
    timed_items.as_of,
    timed_items.finished_date,
    timed_items.item_key,
    timed_items.item_id,
    timed_items.project_id,
    timed_items.cycle_days,
    coalesce(nullif($sle_days, 0), earlier.sure_days) as sle_days,
    timed_items.cycle_days <= coalesce(nullif($sle_days, 0), earlier.sure_days) as is_within
from timed_items
left join earlier using (scope, as_of)
where timed_items.finished_date > timed_items.as_of - $window_days
