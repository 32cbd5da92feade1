-- grain: a day and a stage of a scope; items that stood in the stage at the end of the day, and those
-- that had reached it, counted back from where each item stands on the day asked for, so that what
-- was reached never falls: an item sent back counts from its last arrival. Finished and never seen in
-- progress: started when it finished. Where nothing tells when an item was listed, started or
-- finished, it counts from the day that shows it. Cancelled items are left out.
with items as (
    select
        items_as_of.*,
        local_date(started_by_at, setting_portfolio.time_zone) as started_by_date,
        local_date(finished_by_at, setting_portfolio.time_zone) as finished_by_date
    from items_as_of
    cross join setting_portfolio
    where state not in ('cancelled', 'vanished')
),

reached as (
    select scope, as_of, 1 as stage_order,
        case
            -- Where it stood before that, nothing tells.
            when state = 'done' and done_date is null then finished_by_date
            else coalesce(
                least(created_date, started_date, started_by_date, done_date), entered_date
            )
        end as reached_date
    from items
    union all
    select scope, as_of, 2,
        case
            when state = 'done' and done_date is null then finished_by_date
            else coalesce(started_date, least(started_by_date, done_date))
        end
    from items
    union all
    select scope, as_of, 3, coalesce(done_date, finished_by_date)
    from items
),

stages as (
    select unnest([1, 2, 3]) as stage_order, unnest(['To do', 'In progress', 'Finished']) as stage
),

counted as (
    select scope, as_of, stage_order, reached_date, count(*) as item_count
    from reached
    where reached_date is not null
    group by all
),

levels as (
    select
        *,
        sum(item_count) over (
            partition by scope, as_of, stage_order order by reached_date
        )::bigint as reached_count
    from counted
),

listed as (
    select days.scope, days.as_of, days.date, stages.stage_order, stages.stage
    from days
    cross join stages
),

cumulative as (
    select listed.*, coalesce(levels.reached_count, 0) as reached_count
    from listed
    asof left join levels
        on listed.scope = levels.scope
        and listed.as_of = levels.as_of
        and listed.stage_order = levels.stage_order
        and listed.date >= levels.reached_date
)

select
    scope,
    as_of,
    date,
    stage_order,
    stage,
    reached_count - coalesce(lead(reached_count) over (
        partition by scope, as_of, date order by stage_order
    ), 0) as item_count,
    reached_count
from cumulative
