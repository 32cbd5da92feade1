-- grain: a status of an item and how long and how often it was in it: by "[CHART] Time in Status",
-- which names statuses by their id (3_*:*_2_*:*_497400097 joined by _*|*_ is two visits of status 3),
-- or by a column for each status
with versions as (
    select item_id, export_id, row_number from int_newest_versions
),

written as (
    select
        versions.item_id,
        unnest(string_split(raw_rows.time_in_status, '_*|*_')) as part
    from versions
    join raw_rows using (export_id, row_number)
    where raw_rows.time_in_status is not null
),

parsed as (
    select item_id, string_split(part, '_*:*_') as pieces
    from written
),

charted as (
    select
        item_id,
        pieces[1] as status_id,
        try_cast(pieces[2] as integer) as visit_count,
        try_cast(pieces[3] as bigint) / 1000 as duration_seconds
    from parsed
    where len(pieces) = 3
),

listed as (
    select versions.item_id, unnest(raw_rows.status_durations) as told
    from versions
    join raw_rows using (export_id, row_number)
),

columned as (
    select
        item_id,
        told.status as status_id,
        cast(null as integer) as visit_count,
        told.seconds as duration_seconds
    from listed
),

times as (
    select * from charted
    union all
    select * from columned
)

select * from times
