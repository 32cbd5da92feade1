-- grain: an item as the exports of one day showed it, or as a snapshot of a day did
with usable as (
    select stg_rows.*, int_item_ids.item_id, int_item_ids.item_position
    from stg_rows
    join int_item_ids using (source, item_key)
),

-- A history file shows an item many times; its last row is what the export knew. Of several files
-- of one day the row that was touched last counts, an item row before a row of a history.
-- Narrow first, so that a history of millions of rows is never sorted as a whole.
last_keys as (
    select
        item_id,
        seen_at,
        max_by(
            {export_id: export_id, row_number: row_number},
            {
                is_item: kind <> 'changes',
                changed_at: coalesce(changed_at, timestamp '-infinity'),
                sequence: coalesce(sequence, -9223372036854775807),
                updated_at: coalesce(updated_at, timestamp '-infinity'),
                export_rank: export_rank,
                row_number: row_number
            }
        ) as last_row
    from usable
    group by item_id, seen_at
),

last_rows as (
    select usable.*
    from usable
    join last_keys
        on usable.export_id = last_keys.last_row.export_id
        and usable.row_number = last_keys.last_row.row_number
        and usable.item_id = last_keys.item_id
        and usable.seen_at = last_keys.seen_at
),

first_changes as (
    select
        item_id,
        min(changed_at) as first_changed_at,
        min(changed_at) filter (
            where from_value is null and coalesce(fold(changed_field) = 'status', true)
        ) as created_at
    from usable
    where kind = 'changes'
    group by item_id
),

keys_of_ids as (
    select
        source,
        source_item_id,
        max_by(item_key, (seen_at, export_rank, row_number)) as item_key
    from usable
    where source_item_id is not null and kind <> 'changes'
    group by source, source_item_id
),

-- A parent that is told by its id has the newest key of that id; the id stays where none is known.
versions as (
    select
        last_rows.* exclude (
            export_rank, parent_key, parent_source_id, created_at, updated_at, status,
            is_status_change, is_after_told
        ),
        coalesce(
            last_rows.status, if(last_rows.kind = 'changes', told.status, null)
        ) as status,
        coalesce(last_rows.parent_key, parents.item_key, last_rows.parent_source_id) as parent_key,
        case
            when last_rows.created_at is null then first_changes.created_at
            else least(last_rows.created_at, first_changes.first_changed_at)
        end as created_at,
        coalesce(last_rows.updated_at, last_rows.changed_at) as updated_at
    from last_rows
    left join first_changes using (item_id)
    left join int_told_statuses as told using (item_id, seen_at)
    left join keys_of_ids as parents
        on last_rows.source = parents.source
        and last_rows.parent_source_id = parents.source_item_id
)

select * from versions
