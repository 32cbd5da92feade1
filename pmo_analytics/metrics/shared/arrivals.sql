-- grain: a period of a scope; items created, started, finished and dropped in it, by where each item
-- stands on the day asked for. Net flow is started - finished; what came into progress less what left
-- it is started less finished and dropped of those that had a start.
with moves as (
    select scope, as_of, 'arrived' as move, created_date as date, false as has_start
    from items_as_of
    union all
    select scope, as_of, 'started', started_date, true from items_as_of
    union all
    select scope, as_of, 'finished', done_date, started_date is not null from items_as_of
    union all
    select
        scope,
        as_of,
        'dropped',
        case state when 'cancelled' then cancelled_date else entered_date end,
        started_date is not null
    from items_as_of
    where state in ('cancelled', 'vanished')
),

counted as (
    select
        scope,
        as_of,
        cast(date_trunc($period, date) as date) as period_date,
        count(*) filter (where move = 'arrived') as arrived_count,
        count(*) filter (where move = 'started') as started_count,
        count(*) filter (where move = 'finished') as finished_count,
        count(*) filter (where move = 'finished' and not has_start) as finished_without_start_count,
        count(*) filter (where move = 'dropped') as dropped_count,
        count(*) filter (where move in ('finished', 'dropped') and has_start) as left_count
    from moves
    where date is not null
    group by all
)

select
    periods.scope,
    periods.as_of,
    periods.period,
    periods.period_date,
    periods.period_end_date,
    case $period when 'week' then periods.period end as week,
    case $period when 'week' then periods.period_date end as week_date,
    periods.is_partial,
    coalesce(counted.arrived_count, 0) as arrived_count,
    coalesce(counted.started_count, 0) as started_count,
    case when not periods.is_untold then coalesce(counted.finished_count, 0) end as finished_count,
    case when not periods.is_untold then coalesce(counted.finished_without_start_count, 0) end as finished_without_start_count,
    coalesce(counted.dropped_count, 0) as dropped_count,
    case when not periods.is_untold
        then coalesce(counted.started_count - counted.finished_count, 0)
    end as net_flow_count,
    case when not periods.is_untold
        then coalesce(counted.started_count - counted.left_count, 0)
    end as wip_change_count
from periods
left join counted using (scope, as_of, period_date)
