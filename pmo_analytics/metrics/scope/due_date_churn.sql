-- grain: a scope; how many of the items that had a due date had another one later
with changes as (
    select
        scope,
        as_of,
        item_id,
        count(*) as change_count,
        count(*) filter (where moved_days > 0) as later_count,
        count(*) filter (where moved_days < 0) as earlier_count,
        count(*) filter (where is_removed) as removed_count,
        coalesce(sum(moved_days), 0) as moved_days
    from moved_due_dates
    group by scope, as_of, item_id
),

items as (
    select
        items.scope,
        items.as_of,
        items.version_count > 1 or list_has_any(items.history_roles, ['due_date', 'field'])
            as is_observed,
        changes.* exclude (scope, as_of, item_id)
    from observed_items as items
    left join changes using (scope, as_of, item_id)
    where items.due_date is not null or changes.change_count > 0
)

select
    scope,
    as_of,
    count(*) filter (where is_observed and change_count > 0)
        / nullif(count(*) filter (where is_observed), 0) as moved_share,
    count(*) filter (where is_observed and change_count > 0) as moved_item_count,
    coalesce(sum(change_count), 0)::bigint as change_count,
    coalesce(sum(later_count), 0)::bigint as later_count,
    coalesce(sum(earlier_count), 0)::bigint as earlier_count,
    coalesce(sum(removed_count), 0)::bigint as removed_count,
    sum(moved_days) / nullif(sum(later_count + earlier_count), 0) as mean_moved_days,
    count(*) filter (where is_observed) as n,
    count(*) filter (where not is_observed) as without_history
from items
group by scope, as_of
