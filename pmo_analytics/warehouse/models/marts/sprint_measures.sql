-- grain: a number that a table of sprints gives of a sprint
with measured as (
    select
        raw_exports.source,
        raw_exports.export_id,
        raw_rows.row_number as export_row,
        raw_rows.item_key as sprint_key,
        raw_rows.sprints[1] as sprint,
        unnest(raw_rows.measures, recursive := true)
    from raw_rows
    join raw_exports using (export_id)
    anti join stg_row_faults using (export_id, row_number)
    where raw_exports.kind = 'sprints'
)

select source, export_id, export_row, sprint_key, sprint, measure, value
from measured
