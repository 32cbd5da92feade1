-- grain: a change of status or resolution as a history file tells it; of several history files that
-- hold an item the newest counts, since each holds the whole history
with history_rows as (
    select stg_rows.*, int_item_ids.item_id
    from stg_rows
    join int_item_ids using (source, item_key)
    where stg_rows.kind = 'changes'
),

newest as (
    select item_id, max_by(export_id, (seen_at, export_rank)) as export_id
    from history_rows
    group by item_id
),

current_rows as (
    select history_rows.*
    from history_rows
    join newest using (item_id, export_id)
),

-- Some files say what changed: field, from, to.
told as (
    select
        item_id, export_id, row_number, seen_at, changed_at, sequence,
        from_value as from_status,
        to_value as to_status,
        cast(null as varchar) as resolution
    from current_rows
    where fold(changed_field) = 'status'
),

-- Others show the item after each change: a change of status is a difference to the row before.
shown as (
    select
        item_id, export_id, row_number, seen_at, changed_at, sequence,
        lag(status) over each_item as from_status,
        status as to_status,
        resolution,
        lag(resolution) over each_item as from_resolution,
        row_number() over each_item as position
    from current_rows
    where changed_field is null and status is not null
    window each_item as (partition by item_id order by changed_at, sequence)
),

differences as (
    select
        item_id, export_id, row_number, seen_at, changed_at, sequence, from_status, to_status,
        resolution
    from shown
    where
        position = 1
        or to_status is distinct from from_status
        or resolution is distinct from from_resolution
),

changes as (
    select * from told
    union all
    select * from differences
)

select * from changes
