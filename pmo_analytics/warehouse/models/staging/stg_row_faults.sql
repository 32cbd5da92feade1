-- grain: a row of an export that cannot be used, with the first reason that applies
with files as (
    select * from raw_exports where refused_reason is null
),

shared as (
    select * from stg_shared_numbers
),

read_rows as (
    select
        raw_rows.*,
        raw_rows.item_key as written_key,
        own_key(
            raw_rows.item_key, raw_rows.project_key, raw_rows.title, shared.project_count,
            shared.project_key, shared.is_titled_twice
        ) as named_key
    from raw_rows
    join files using (export_id)
    left join shared
        on files.source = shared.source and raw_rows.item_key = shared.item_key
),

keyless as (
    select
        read_rows.export_id,
        read_rows.row_number,
        'item_key' as column_name,
        '' as text_found,
        'The row has no item key.' as reason
    from read_rows
    join files using (export_id)
    where read_rows.item_key is null and files.kind not in ('counts', 'sprints')
),

-- A comment, a total or a footer under a table stands in its first column, and nothing beside it.
remarks as (
    select
        read_rows.export_id,
        read_rows.row_number,
        'item_key' as column_name,
        read_rows.item_key as text_found,
        'The row says nothing else: it is a comment or a total, and no item.' as reason
    from read_rows
    join files using (export_id)
    where
        files.kind in ('items', 'stage_dates')
        and regexp_matches(
            read_rows.item_key, if(read_rows.title = read_rows.item_key, '^#', '^#|^[^0-9]*$|\s')
        )
        and coalesce(nullif(read_rows.title, read_rows.item_key), read_rows.status, read_rows.assignee)
            is null
        and coalesce(read_rows.item_type, read_rows.resolution, read_rows.priority) is null
        and coalesce(
            read_rows.created_at, read_rows.started_at, read_rows.done_at, read_rows.resolved_at,
            read_rows.updated_at, read_rows.moved_at, read_rows.due_date
        ) is null
        and coalesce(len(read_rows.stage_moments), 0) = 0
),

projectless as (
    select
        export_id,
        row_number,
        'item_key' as column_name,
        written_key as text_found,
        'The number stands for several items of the source, and the row does not say which: export '
            || 'the project, repository or title beside it.' as reason
    from read_rows
    where written_key is not null and named_key is null
),

momentless as (
    select
        read_rows.export_id,
        read_rows.row_number,
        'changed_at' as column_name,
        '' as text_found,
        'The change has no moment that could be read.' as reason
    from read_rows
    join files using (export_id)
    where read_rows.changed_at is null and files.kind = 'changes'
),

dayless as (
    select
        read_rows.export_id,
        read_rows.row_number,
        'date' as column_name,
        '' as text_found,
        'The row has no day that could be read.' as reason
    from read_rows
    join files using (export_id)
    where read_rows.snapshot_date is null and files.kind in ('snapshots', 'counts')
),

ranked as (
    select
        read_rows.export_id,
        read_rows.row_number,
        coalesce(read_rows.item_key, cast(read_rows.snapshot_date as varchar)) as text_found,
        if(files.kind = 'counts', 'date', 'item_key') as column_name,
        if(files.kind = 'counts', 'counts the same day.', 'shows the same item, as new or newer.')
            as found,
        first_value(read_rows.row_number) over (
            partition by
                read_rows.export_id,
                same_key(read_rows.named_key),
                coalesce(read_rows.snapshot_at, read_rows.snapshot_date)
            order by read_rows.updated_at desc nulls last, read_rows.row_number desc
        ) as kept_row
    from read_rows
    join files using (export_id)
    where
        (read_rows.named_key is not null and files.kind in ('items', 'stage_dates', 'snapshots'))
        or (read_rows.snapshot_date is not null and files.kind = 'counts')
),

repeated as (
    select
        export_id,
        row_number,
        column_name,
        text_found,
        'Row ' || kept_row || ' of the same file ' || found as reason
    from ranked
    where row_number <> kept_row
),

faults as (
    select * from keyless
    union all
    select * from remarks
    union all
    select * from projectless
    union all
    select * from momentless
    union all
    select * from dayless
    union all
    select * from repeated
),

first_faults as (
    select
        export_id,
        row_number,
        min_by(column_name, reason) as column_name,
        min_by(text_found, reason) as text_found,
        min(reason) as reason
    from faults
    group by export_id, row_number
)

select * from first_faults
