-- grain: a day and a stage of a table of counts, as a team kept it by hand or a tool drew it
with counted as (
    select
        raw_exports.source,
        raw_exports.export_id,
        raw_rows.snapshot_date as count_date,
        unnest(raw_rows.measures, recursive := true)
    from raw_rows
    join raw_exports using (export_id)
    anti join stg_row_faults using (export_id, row_number)
    where raw_exports.kind = 'counts'
)

select source, export_id, count_date, measure as stage, cast(value as bigint) as item_count
from counted
