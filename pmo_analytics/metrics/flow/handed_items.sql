-- grain: a finished item of a scope; how often it went from one person to another between its start
-- and its finish
with items as (
    select
        *,
        started_at is not null
            and (
                (version_count > 1 and list_contains(shown_roles, 'assignee'))
                or list_has_any(history_roles, ['assignee', 'field'])
            )
            as is_observed
    from observed_items
    where state = 'done' and done_date > as_of - $days
),

changes as (
    select item_id, until_at, from_value, to_value
    from attribute_changes
    where field = 'assignee' and from_value is not null and to_value is not null
),

handed as (
    select items.scope, items.as_of, items.item_id, count(*) as hand_off_count
    from items
    join changes
        on items.item_id = changes.item_id
        and changes.until_at > items.started_at
        and changes.until_at <= items.done_at
    group by items.scope, items.as_of, items.item_id
)

select
    items.scope,
    items.as_of,
    items.item_id,
    items.item_key,
    items.project_id,
    items.done_date as finished_date,
    items.is_observed,
    coalesce(handed.hand_off_count, 0) as hand_off_count
from items
left join handed using (scope, as_of, item_id)
