-- grain: an ISO week of a scope; items created, started, finished in it and the net flow
-- (started - finished); what was cancelled later still arrived
with created as (
    select scope, as_of, cast(date_trunc('week', created_date) as date) as week_start,
        count(*) as created_items
    from items_as_of
    where created_date is not null
    group by all
),

started as (
    select scope, as_of, cast(date_trunc('week', started_date) as date) as week_start,
        count(*) as started_items
    from items_as_of
    where started_date is not null
    group by all
)

select
    throughput.scope,
    throughput.as_of,
    throughput.week,
    throughput.week_start,
    throughput.is_complete,
    coalesce(created.created_items, 0) as created_items,
    coalesce(started.started_items, 0) as started_items,
    throughput.finished_items,
    coalesce(started.started_items, 0) - throughput.finished_items as net_flow_items
from throughput
left join created using (scope, as_of, week_start)
left join started using (scope, as_of, week_start)
