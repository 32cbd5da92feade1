-- grain: an option of a decision, a side of it and a project (null: none): the items that it takes
-- out or in and that are open on the day; those of no project are asked of the newest exports
with placed as (
    select
        as_of_dates.as_of,
        option_items.decision_id,
        option_items.option,
        option_items.side,
        items.project_id
    from option_items
    join main.items as items using (item_id)
    join as_of_dates on local_date(
        items.created_at, (select time_zone from setting_portfolio)
    ) <= as_of_dates.as_of
    where
        items.level = 'item'
        and items.project_id is null
        and items.state in ('to_do', 'in_progress')
    union all
    select
        items.as_of,
        option_items.decision_id,
        option_items.option,
        option_items.side,
        items.project_id
    from option_items
    join items_as_of as items using (item_id)
    where items.state in ('to_do', 'in_progress')
)

select as_of, decision_id, option, side, project_id, count(*) as open_count
from placed
group by all
