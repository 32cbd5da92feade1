-- grain: a change of status or state of an item. The newest export is the witness of the present: where
-- a history ends elsewhere, a last step leads there.
with events as (
    select * from int_events
    union all by name
    select * exclude (is_contradiction) from int_missing_steps
),

paired as (
    select
        item_id,
        item_position,
        row_number() over each_item as sequence,
        occurred_at as changed_at,
        lead(occurred_at) over each_item as next_at,
        if(earliest_at is null, null, least(earliest_at, occurred_at)) as earliest_at,
        greatest(latest_at, occurred_at) as latest_at,
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
    from events
    window each_item as (partition by item_position order by occurred_at, events.sequence)
)

select * from paired
