-- grain: a scope, as work_as_of, once as the points of its items that have any and once as the number of
-- those that have none; and what is open or finished in all: items, those with points, their points
with counted as (
    select
        items.*,
        blocked_items.item_id is not null as is_blocked,
        unnest([true, false]) as is_sized,
        unnest([coalesce(items.points, 0), (items.points is null)::integer]) as weight
    from items_as_of as items
    left join blocked_items using (scope, as_of, item_id)
    where items.state in ('to_do', 'in_progress', 'done')
)

select
    counted.scope,
    counted.as_of,
    counted.is_sized,
    known_until.covered_date,
    coalesce(sum(weight) filter (where state <> 'done'), 0)::double as open_count,
    coalesce(sum(weight) filter (where state = 'in_progress'), 0)::double as in_progress_count,
    coalesce(sum(weight) filter (where state = 'done' and done_date >= covered_date), 0)::double
        as finished_count,
    coalesce(sum(weight) filter (where is_blocked), 0)::double as blocked_count,
    count(*) as item_count,
    count(points) as sized_count,
    coalesce(sum(points), 0)::double as size
from counted
join known_until using (scope, as_of)
group by all
order by scope, as_of, is_sized
