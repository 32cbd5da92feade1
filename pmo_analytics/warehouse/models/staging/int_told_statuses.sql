-- grain: an item as the exports of one day tell its changes of status; the status they had come to by
-- the last of them. Apart from the versions, so that a build holds one large group at a time.
with status_changes as (
    select stg_rows.*, int_item_ids.item_id
    from stg_rows
    join int_item_ids using (source, item_key)
    where stg_rows.is_status_change
),

told_statuses as (
    select
        rows.item_id,
        rows.seen_at,
        arg_max_null(
            coalesce(rows.to_value, changes.to_status),
            (rows.changed_at, rows.sequence, rows.export_rank)
        ) as status
    from status_changes as rows
    left join stg_changes as changes
        on not rows.is_after_told
        and rows.export_id = changes.export_id
        and rows.row_number = changes.row_number
    group by rows.item_id, rows.seen_at
)

select * from told_statuses
