-- grain: a file below exports/, read or refused; rows in = accepted + rejected, always
with files as (
    select * from raw_exports
),

row_faults as (
    select export_id, count(*) as faulty_rows from stg_row_faults group by export_id
),

reader_faults as (
    select path, count(*) as faulty_rows
    from raw_faults
    where level = 'row'
    group by path
),

cell_faults as (
    select path, count(*) as faulty_cells
    from raw_faults
    where level = 'cell'
    group by path
),

exports as (
    select
        files.export_id,
        files.path,
        files.source,
        files.dialect,
        files.kind,
        files.sha256,
        files.size_bytes,
        days.taken_at,
        files.taken_at_evidence
            || if(days.part_count > 1, ', of ' || days.part_count || ' files that are one export', '')
            as taken_at_evidence,
        files.row_count as rows_in,
        case when files.refused_reason is not null then 0 else files.row_count
            - coalesce(row_faults.faulty_rows, 0) - coalesce(reader_faults.faulty_rows, 0)
        end as rows_accepted,
        case when files.refused_reason is not null then files.row_count else
            coalesce(row_faults.faulty_rows, 0) + coalesce(reader_faults.faulty_rows, 0)
        end as rows_rejected,
        coalesce(cell_faults.faulty_cells, 0) as cells_rejected,
        files.refused_reason,
        files.time_zone,
        files.encoding,
        files.delimiter,
        files.date_order,
        files.date_order_proof,
        files.reader
    from files
    left join int_export_days as days using (export_id)
    left join row_faults using (export_id)
    left join reader_faults using (path)
    left join cell_faults using (path)
)

select * from exports
