-- grain: a change of status or resolution as a history file tells it; of several history files that
-- hold an item the newest counts, since each holds the whole history. is_after_told is false where
-- nothing tells which status the change led to.
with history_rows as (
    select stg_rows.*, int_item_ids.item_id
    from stg_rows
    join int_item_ids using (source, item_key)
    where stg_rows.kind = 'changes'
),

newest as (
    select item_id, max_by(taking_id, (seen_at, export_rank)) as taking_id
    from history_rows
    group by item_id
),

current_rows as (
    select history_rows.*
    from history_rows
    join newest using (item_id, taking_id)
),

precisions as (
    select export_id, max(precision_seconds) as precision_seconds
    from raw_columns
    where role = 'changed_at'
    group by export_id
),

-- Where a history shows statuses only as they were before, the last change led to the status that
-- the first export taken after it shows: unless that is the one it led away from, or the item moved
-- after the history was taken.
shown_later as (
    select
        current_rows.export_id,
        current_rows.row_number,
        current_rows.from_value,
        later.status,
        greatest(
            later.status_category_changed_at, later.moved_at, later.resolved_at, later.done_at,
            later.cancelled_at
        ) as moved_at,
        end_of_precision(
            current_rows.seen_at, coalesce(precisions.precision_seconds, 1), portfolio.time_zone
        ) as told_until
    from current_rows
    join int_item_ids as names using (item_id)
    join stg_rows as later
        on names.source = later.source
        and names.item_key = later.item_key
        and later.kind in ('items', 'snapshots')
        and later.status is not null
        and later.seen_at >= current_rows.changed_at
    left join precisions on current_rows.export_id = precisions.export_id
    cross join setting_portfolio as portfolio
    where current_rows.is_status_change and not current_rows.is_after_told
    qualify row_number() over (
        partition by current_rows.export_id, current_rows.row_number
        order by later.seen_at, later.updated_at desc nulls last, later.export_rank desc
    ) = 1
),

last_statuses as (
    select export_id, row_number, status
    from shown_later
    where
        fold(status) is distinct from fold(from_value)
        and coalesce(moved_at <= told_until, true)
),

-- A resolution that a row of its own tells belongs to the status that the item had by then.
resolution_rows as (
    select item_id, export_id, changed_at, sequence, to_value
    from current_rows
    where lower(changed_field) in ('resolution', 'resolution name')
),

resolved_rows as (
    select
        rows.export_id,
        rows.row_number,
        max_by(
            {value: resolution_rows.to_value},
            (resolution_rows.changed_at, resolution_rows.sequence)
        ).value as resolution
    from resolution_rows
    asof join (
        select item_id, export_id, row_number, changed_at
        from current_rows
        semi join resolution_rows using (item_id)
        where is_status_change
        -- Of several in one moment the last one stays.
        qualify row_number() over (
            partition by item_id, changed_at order by sequence desc
        ) = 1
    ) as rows
        on resolution_rows.item_id = rows.item_id
        and resolution_rows.export_id = rows.export_id
        and resolution_rows.changed_at >= rows.changed_at
    group by rows.export_id, rows.row_number
),

-- Some files say what changed: field, from, to.
told as (
    select
        rows.item_id, rows.source, rows.export_id, rows.row_number, rows.seen_at, rows.changed_at,
        rows.sequence,
        rows.from_value as from_status,
        coalesce(rows.to_value, last_statuses.status) as to_status,
        resolved_rows.resolution,
        rows.is_after_told or last_statuses.status is not null as is_after_told
    from current_rows as rows
    left join last_statuses using (export_id, row_number)
    left join resolved_rows using (export_id, row_number)
    where rows.is_status_change
),

-- Others show the item after each change: a change of status is a difference to the row before.
shown as (
    select
        item_id, source, export_id, row_number, seen_at, changed_at, sequence,
        lag(status) over each_item as from_status,
        status as to_status,
        resolution,
        lag(resolution) over each_item as from_resolution,
        row_number() over each_item as position
    from current_rows
    where changed_field is null and not is_status_change and status is not null
    window each_item as (partition by item_id order by changed_at, sequence)
),

differences as (
    select
        item_id, source, export_id, row_number, seen_at, changed_at, sequence, from_status,
        to_status, resolution, true as is_after_told
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
