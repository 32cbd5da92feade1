-- grain: a day and a stage of a table of counts, in the order of its columns
with counted as (
    select
        raw_exports.source,
        raw_exports.export_id,
        raw_rows.snapshot_date as count_date,
        unnest(range(1, len(raw_rows.measures) + 1)) as stage_order,
        unnest(raw_rows.measures, recursive := true)
    from raw_rows
    join raw_exports using (export_id)
    anti join stg_row_faults using (export_id, row_number)
    where raw_exports.kind = 'counts'
),

-- Two columns of one name are one stage.
named as (
    select
        source,
        export_id,
        count_date,
        measure as stage,
        min(stage_order)::integer as stage_order,
        sum(value)::bigint as item_count,
        -- What was finished since the count before, and in all, is told by arithmetic, not by a name.
        measure in ('finished_count', 'finished_total') as is_finish_count
    from counted
    group by source, export_id, count_date, measure
)

select * from named
