-- grain: a scope; how many of its estimated items were estimated anew
with changes as (
    select
        scope,
        as_of,
        item_id,
        count(*) as change_count,
        count(*) filter (where added_estimate > 0) as raised_count,
        count(*) filter (where added_estimate < 0) as lowered_count,
        coalesce(sum(added_estimate) filter (where field = 'points'), 0) as added_points
    from changed_estimates
    group by scope, as_of, item_id
),

items as (
    select
        items.scope,
        items.as_of,
        items.version_count > 1
            or list_has_any(
                items.history_roles, ['points', 'estimate_hours', 'estimate_seconds', 'field']
            ) as is_observed,
        changes.* exclude (scope, as_of, item_id)
    from observed_items as items
    left join changes using (scope, as_of, item_id)
    where items.points is not null or items.estimate_hours is not null or changes.change_count > 0
)

select
    scope,
    as_of,
    count(*) filter (where is_observed and change_count > 0)
        / nullif(count(*) filter (where is_observed), 0) as reestimated_share,
    count(*) filter (where is_observed and change_count > 0) as reestimated_item_count,
    coalesce(sum(change_count), 0)::bigint as change_count,
    coalesce(sum(raised_count), 0)::bigint as raised_count,
    coalesce(sum(lowered_count), 0)::bigint as lowered_count,
    coalesce(sum(added_points), 0) as added_points,
    count(*) filter (where is_observed) as n,
    count(*) filter (where not is_observed) as without_history
from items
group by scope, as_of
