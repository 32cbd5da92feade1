-- grain: an item and a stage it entered, from the newest export that gives a date for each stage
with newest as (
    select * from int_newest_versions where kind = 'stage_dates'
),

written as (
    select
        item_id,
        source,
        export_id,
        row_number,
        seen_at,
        unnest(stage_moments, recursive := true)
    from newest
),

columns_of_stages as (
    select export_id, count(*) as stage_count, max(precision_seconds) as precision_seconds
    from raw_columns
    where role = 'stage'
    group by export_id
),

clock_doubts as (
    select export_id, row_number, detail as stage, min(earliest_at) as earliest_at
    from raw_clock_doubts
    where role = 'stage'
    group by export_id, row_number, stage
),

entered as (
    select
        written.item_id,
        written.source,
        written.export_id,
        written.row_number,
        written.seen_at,
        written.stage,
        written.stage_order,
        written.entered_at,
        least(written.entered_at, clock_doubts.earliest_at) as earliest_at,
        written.stage_order = columns_of_stages.stage_count as is_last_stage,
        columns_of_stages.precision_seconds
    from written
    join columns_of_stages using (export_id)
    left join clock_doubts using (export_id, row_number, stage)
)

select * from entered
