-- grain: an item as the exports of one day showed it, or as a snapshot of a day did
with usable as (
    select stg_rows.*, int_item_ids.item_id
    from stg_rows
    join int_item_ids using (source, item_key)
),

-- A history file shows an item many times; its last row is what the export knew. Of several files
-- of one day the row that was touched last counts, an item row before a row of a history.
last_rows as (
    select *
    from usable
    qualify row_number() over (
        partition by item_id, seen_at
        order by
            kind = 'changes', changed_at desc nulls last, sequence desc nulls last,
            updated_at desc nulls last, export_rank desc, row_number desc
    ) = 1
),

first_changes as (
    select item_id, min(changed_at) as first_changed_at
    from usable
    where kind = 'changes'
    group by item_id
),

versions as (
    select
        last_rows.* exclude (export_rank, created_at, updated_at),
        least(last_rows.created_at, first_changes.first_changed_at) as created_at,
        coalesce(last_rows.updated_at, last_rows.changed_at) as updated_at
    from last_rows
    left join first_changes using (item_id)
)

select * from versions
