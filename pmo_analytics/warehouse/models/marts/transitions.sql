-- grain: a change of status or state of an item
with events as (
    select * from int_events
),

portfolio as (
    select * from setting_portfolio
),

-- A day ends at local midnight, be it 23 or 25 hours long.
bounded as (
    select
        events.*,
        case
            when events.evidence = 'current status'
                then least(events.created_at, events.occurred_at)
            else events.occurred_at
        end as earliest_at,
        case
            when events.evidence = 'current status'
                then greatest(events.seen_at, events.occurred_at)
            when events.precision_seconds = 86400
                then cast(local_date(events.occurred_at, portfolio.time_zone) + 1 as timestamp)
                    at time zone portfolio.time_zone at time zone 'UTC'
            else events.occurred_at + to_seconds(events.precision_seconds)
        end as latest_at
    from events
    cross join portfolio
),

paired as (
    select
        item_id,
        row_number() over each_item as sequence,
        occurred_at as changed_at,
        earliest_at,
        latest_at,
        lag(status) over each_item as from_status,
        status as to_status,
        lag(state) over each_item as from_state,
        state as to_state,
        stage as to_stage,
        stage_order as to_stage_order,
        category as to_category,
        is_status_understood,
        evidence,
        export_id,
        row_number as export_row
    from bounded
    window each_item as (partition by item_id order by occurred_at, bounded.sequence)
)

select * from paired
