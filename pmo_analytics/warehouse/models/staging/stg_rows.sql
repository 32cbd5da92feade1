-- grain: a usable row of an export, with what tells items, states and moments; what is only shown
-- (title, description, points, …) is taken from raw_rows where it is shown
with files as (
    select * from raw_exports
),

read_rows as (
    select * from raw_rows
),

faults as (
    select * from stg_row_faults
),

usable as (
    select
        files.source,
        files.kind,
        files.taken_at,
        files.source || ':' || read_rows.item_key as item_id,
        coalesce(
            read_rows.project_key,
            nullif(regexp_extract(read_rows.item_key, '^(.+)-[0-9]+$', 1), ''),
            files.source
        ) as tracker_project_key,
        read_rows.* exclude (
            title, description, item_type, priority, assignee, team, planned_start_date, due_date,
            points, estimate_seconds, spent_seconds, fix_versions, sprints, links, is_flagged,
            time_in_status, stage_counts
        )
    from read_rows
    join files using (export_id)
    anti join faults using (export_id, row_number)
)

select * from usable
