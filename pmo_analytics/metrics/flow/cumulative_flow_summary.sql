-- grain: a scope; how many items had reached each stage on the day
with levels as (
    select *, date = max(date) over (partition by scope, as_of) as is_last from cumulative_flow
),

unseen as (
    select scope, as_of, count(*) as unseen_count
    from items_as_of
    where
        (state = 'done' and done_date is null)
        or (state = 'in_progress' and started_date is null)
    group by scope, as_of
)

select
    levels.scope,
    levels.as_of,
    max(levels.reached_count) filter (where levels.stage_order = 1) as arrived_count,
    max(levels.reached_count) filter (where levels.stage_order = 2) as started_count,
    max(levels.reached_count) filter (where levels.stage_order = 3) as finished_count,
    coalesce(any_value(unseen.unseen_count), 0) as unseen_count,
    max(levels.reached_count) filter (where levels.stage_order = 1) as n
from levels
left join unseen using (scope, as_of)
where levels.is_last
group by levels.scope, levels.as_of
