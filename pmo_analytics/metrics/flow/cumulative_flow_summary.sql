-- grain: a scope; how many items had reached each stage on the day, and how far what was in progress
-- on the days before is known
with levels as (
    select *, date = max(date) over (partition by scope, as_of) as is_last from cumulative_flow
),

first_exports as (
    select as_of, source, min(taken_date) as first_taken_date
    from exports_as_of
    where kind not in ('counts', 'sprints')
    group by as_of, source
),

known as (
    select
        items.scope,
        items.as_of,
        count(*) filter (
            where (items.state = 'done' and items.done_date is null)
            or (items.started_by_at is not null and items.started_date is null)
        ) as unseen_count,
        count(*) filter (
            where items.state = 'done' and items.done_date is not null
            and items.started_by_at is null
        ) as startless_count,
        -- Where no history tells of a start before the exports, they alone show what is in progress.
        case when coalesce(min(items.started_date) >= max(first_exports.first_taken_date), true)
            then max(first_exports.first_taken_date) end as shown_from_date
    from items_as_of as items
    left join first_exports using (as_of, source)
    where items.state not in ('cancelled', 'vanished')
    group by items.scope, items.as_of
)

select
    levels.scope,
    levels.as_of,
    max(levels.reached_count) filter (where levels.stage_order = 1) as arrived_count,
    max(levels.reached_count) filter (where levels.stage_order = 2) as started_count,
    max(levels.reached_count) filter (where levels.stage_order = 3) as finished_count,
    coalesce(any_value(known.unseen_count), 0) as unseen_count,
    coalesce(any_value(known.startless_count), 0) as startless_count,
    any_value(known.shown_from_date) as shown_from_date,
    max(levels.reached_count) filter (where levels.stage_order = 1) as n
from levels
left join known using (scope, as_of)
where levels.is_last
group by levels.scope, levels.as_of
