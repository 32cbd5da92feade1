-- grain: a scope; its defects of the last days: found by their creation, repaired by their completion,
-- against all items of a known type that were finished then
with finished as (
    select
        scope,
        as_of,
        count(item_type) filter (where state = 'done' and done_date > as_of - $days)
            as finished_count,
        count(*) - count(item_type) as without_type
    from items_as_of
    group by scope, as_of
),

counted as (
    select
        scope,
        as_of,
        count(*) filter (where created_date > as_of - $days) as found_count,
        count(*) filter (where created_date > as_of - $days and is_escaped) as escaped_count,
        count(*) filter (where done_date > as_of - $days) as repaired_count,
        count(*) filter (where state in ('to_do', 'in_progress')) as open_count,
        count(*) filter (where done_date > as_of - $days and reopened_count > 0) as reopened_count,
        avg(repair_days) filter (where done_date > as_of - $days and repair_days >= 0)
            as mean_repair_days,
        quantile_disc(repair_days, 0.5) filter (
            where done_date > as_of - $days and repair_days >= 0
        ) as half_repair_days
    from defect_items
    group by scope, as_of
),

-- Where nobody marks what escaped, nothing is known of it: that is no zero.
marked as (
    select distinct as_of_dates.as_of
    from as_of_dates
    join item_versions on item_versions.valid_from <= as_of_dates.as_of_at
    cross join (select list(label_folded) as names from setting_escaped_labels) as escaped
    where list_has_any(
        list_transform(item_versions.labels, lambda label: fold(label)), escaped.names
    )
),

joined as (
    select
        finished.scope,
        finished.as_of,
        finished.finished_count,
        finished.without_type,
        coalesce(counted.found_count, 0) as found_count,
        case when marked.as_of is not null then coalesce(counted.escaped_count, 0) end
            as escaped_count,
        coalesce(counted.repaired_count, 0) as repaired_count,
        coalesce(counted.open_count, 0) as open_count,
        coalesce(counted.reopened_count, 0) as reopened_count,
        counted.mean_repair_days,
        counted.half_repair_days
    from finished
    left join counted using (scope, as_of)
    left join marked using (as_of)
)

select
    *,
    repaired_count / nullif(finished_count, 0) as defect_share,
    found_count / nullif(finished_count - repaired_count, 0) as found_ratio,
    escaped_count / nullif(found_count, 0) as escaped_share,
    1 - escaped_count / nullif(found_count, 0) as removed_share,
    reopened_count / nullif(repaired_count, 0) as reopened_share,
    finished_count as n
from joined
