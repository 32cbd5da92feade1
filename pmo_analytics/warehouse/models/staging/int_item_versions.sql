-- grain: an item as the exports of one day showed it, or as a snapshot of a day did
-- Aggregates over a history of millions of rows hold numbers only: states of a fixed size are written
-- aside when memory is short, structs and texts are not.
with keyed as (
    select
        int_item_ids.item_position,
        stg_rows.seen_at,
        stg_rows.kind <> 'changes' as is_item,
        stg_rows.is_status_change,
        stg_rows.changed_at,
        stg_rows.changed_field is null as shows_item,
        stg_rows.from_value is null as has_no_value_before,
        row_id(stg_rows.export_id, stg_rows.row_number) as row_id,
        case
            when stg_rows.kind = 'changes'
                then wide(moment_order(stg_rows.changed_at, stg_rows.sequence), stg_rows.export_rank)
            else wide(moment_order(stg_rows.updated_at, stg_rows.export_rank), stg_rows.row_number)
        end as row_order
    from stg_rows
    join int_item_ids using (source, item_key)
),

-- A history file shows an item many times; its last row is what the export knew. Of several files
-- of one day the row that was touched last counts, an item row before a row of a history.
last_keys as (
    select
        item_position,
        seen_at,
        coalesce(
            max_by(row_id, row_order) filter (where is_item),
            max_by(row_id, row_order) filter (where not is_item)
        ) as last_row_id,
        max_by(row_id, row_order) filter (where is_status_change) as last_status_row_id
    from keyed
    group by item_position, seen_at
),

last_rows as (
    select stg_rows.*, last_keys.item_position
    from stg_rows
    join last_keys
        on row_id(stg_rows.export_id, stg_rows.row_number) = last_keys.last_row_id
),

-- The status that a history of changes had come to by its last row.
told_statuses as (
    select
        last_keys.item_position,
        last_keys.seen_at,
        coalesce(stg_rows.to_value, changes.to_status) as status
    from stg_rows
    join last_keys
        on row_id(stg_rows.export_id, stg_rows.row_number) = last_keys.last_status_row_id
    left join stg_changes as changes
        on not stg_rows.is_after_told
        and stg_rows.export_id = changes.export_id
        and stg_rows.row_number = changes.row_number
),

first_changes as (
    select
        item_position,
        min(changed_at) as first_changed_at,
        min(changed_at) filter (
            where has_no_value_before and (shows_item or is_status_change)
        ) as created_at
    from keyed
    where not is_item
    group by item_position
),

parent_ids as (
    select distinct source, parent_source_id
    from last_rows
    where parent_key is null and parent_source_id is not null
),

keys_of_ids as (
    select
        stg_rows.source,
        stg_rows.source_item_id,
        max_by(
            stg_rows.item_key, (stg_rows.seen_at, stg_rows.export_rank, stg_rows.row_number)
        ) as item_key
    from stg_rows
    join parent_ids
        on stg_rows.source = parent_ids.source
        and stg_rows.source_item_id = parent_ids.parent_source_id
    where stg_rows.kind <> 'changes'
    group by stg_rows.source, stg_rows.source_item_id
),

-- A parent that is told by its id has the newest key of that id; the id stays where none is known.
versions as (
    select
        last_rows.* exclude (
            export_rank, parent_key, parent_source_id, created_at, updated_at, status,
            is_status_change, is_after_told
        ),
        ids.item_id,
        coalesce(
            last_rows.status, if(last_rows.kind = 'changes', told_statuses.status, null)
        ) as status,
        coalesce(last_rows.parent_key, parents.item_key, last_rows.parent_source_id) as parent_key,
        case
            when last_rows.created_at is null then first_changes.created_at
            else least(last_rows.created_at, first_changes.first_changed_at)
        end as created_at,
        coalesce(last_rows.updated_at, last_rows.changed_at) as updated_at
    from last_rows
    join int_item_ids as ids using (source, item_key)
    left join first_changes on last_rows.item_position = first_changes.item_position
    left join told_statuses
        on last_rows.item_position = told_statuses.item_position
        and last_rows.seen_at = told_statuses.seen_at
    left join keys_of_ids as parents
        on last_rows.source = parents.source
        and last_rows.parent_source_id = parents.source_item_id
)

select * from versions
