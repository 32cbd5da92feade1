-- grain: an ISO week of a scope; items created, started, finished in it and the net flow
-- (started - finished); what was cancelled later still arrived
with created as (
    select scope, as_of, cast(date_trunc('week', created_date) as date) as week_date,
        count(*) as arrived_count
    from items_as_of
    where created_date is not null
    group by all
),

started as (
    select scope, as_of, cast(date_trunc('week', started_date) as date) as week_date,
        count(*) as started_count
    from items_as_of
    where started_date is not null
    group by all
)

select
    throughput.scope,
    throughput.as_of,
    throughput.week,
    throughput.week_date,
    throughput.is_partial,
    coalesce(created.arrived_count, 0) as arrived_count,
    coalesce(started.started_count, 0) as started_count,
    throughput.finished_count,
    coalesce(started.started_count, 0) - throughput.finished_count as net_flow_count
from throughput
left join created using (scope, as_of, week_date)
left join started using (scope, as_of, week_date)
