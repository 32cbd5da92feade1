-- grain: a card of the board of a scope: an open item, or one finished in the last days
select
    items.scope,
    items.as_of,
    items.item_key,
    items.item_url,
    items.item_id,
    items.project_id,
    items.title,
    items.description,
    items.assignee,
    items.due_date,
    items.state,
    items.status,
    items.stage,
    items.stage_order,
    items.started_date,
    items.done_date,
    items.created_date,
    items.as_of - items.started_date + 1 as age_days,
    items.as_of - local_date(items.started_by_at, setting_portfolio.time_zone) + 1
        as least_age_days,
    blocked.blocked_by
from items_as_of as items
cross join setting_portfolio
left join blocked_items as blocked using (scope, as_of, item_id)
where
    items.state in ('to_do', 'in_progress')
    or (items.state = 'done' and items.done_date > items.as_of - $done_days)
