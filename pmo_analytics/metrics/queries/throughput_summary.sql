-- grain: a scope; what it finished a week over the last complete weeks, and in all
with recent as (
    select
        *,
        row_number() over (partition by scope, as_of order by week_start desc) <= $weeks as is_recent
    from throughput
    where is_complete
),

undated as (
    select scope, as_of, count(*) as without_finish_date
    from items_as_of
    where state = 'done' and done_date is null
    group by all
),

totals as (
    select scope, as_of, sum(finished_items)::bigint as finished_items
    from throughput
    group by all
)

select
    totals.scope,
    totals.as_of,
    avg(recent.finished_items) filter (where recent.is_recent) as mean_week_items,
    max_by(recent.finished_items, recent.week_start) as last_week_items,
    totals.finished_items,
    count(recent.week_start) filter (where recent.is_recent) as complete_weeks,
    coalesce(sum(recent.finished_items) filter (where recent.is_recent), 0)::bigint
        as recent_finished_items,
    coalesce(sum(recent.active_days) filter (where recent.is_recent), 0)::bigint as active_days,
    totals.finished_items as n,
    coalesce(any_value(undated.without_finish_date), 0) as without_finish_date
from totals
left join recent using (scope, as_of)
left join undated using (scope, as_of)
group by all
