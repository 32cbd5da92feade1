-- grain: a usable row of an export, with what tells items, states and moments; what is only shown
-- (title, description, points, …) is taken from raw_rows where it is shown
with files as (
    select
        raw_exports.* exclude (taken_at),
        int_export_days.taken_at,
        int_export_days.taking_id,
        int_export_days.seen_at,
        -- Newest last; of one moment by content, so that names of files decide nothing.
        row_number() over (
            order by int_export_days.taken_at nulls first, raw_exports.sha256
        ) as export_rank
    from raw_exports
    join int_export_days using (export_id)
),

shared as (
    select * from stg_shared_numbers
),

read_rows as (
    select
        raw_rows.* exclude (item_key, parent_key),
        own_key(
            raw_rows.item_key, raw_rows.project_key, raw_rows.title, shared.project_count,
            shared.project_key, shared.is_titled_twice
        ) as item_key,
        -- Where numbers are those of a project, a parent's is too.
        if(
            shared.project_count > 0 and is_bare_number(raw_rows.parent_key),
            coalesce(raw_rows.project_key, shared.project_key) || '#' || raw_rows.parent_key,
            raw_rows.parent_key
        ) as parent_key
    from raw_rows
    join raw_exports using (export_id)
    left join shared
        on raw_exports.source = shared.source and raw_rows.item_key = shared.item_key
),

faults as (
    select * from stg_row_faults
),

unresolved as (
    select * from known_unresolved
),

-- What the rows of a history tell of a change: its field, the value after it, or neither.
histories as (
    select
        export_id,
        bool_or(role = 'field') as names_fields,
        bool_or(role = 'to_value') as tells_after,
        bool_or(role = 'status') as shows_status
    from raw_columns
    group by export_id
    having bool_or(role in ('from_value', 'to_value'))
),

-- Where only the value before is told, a change leads to where the next one of the field begins.
nexts as (
    select
        read_rows.export_id,
        read_rows.row_number,
        lead(read_rows.from_value) over each_field as to_value,
        lead(read_rows.row_number) over each_field is not null as is_after_told
    from read_rows
    join histories using (export_id)
    where
        read_rows.changed_at is not null
        and not histories.tells_after
        and (histories.names_fields or not histories.shows_status)
    window each_field as (
        partition by
            read_rows.export_id,
            coalesce(read_rows.source_item_id, read_rows.item_key),
            fold(read_rows.changed_field)
        order by read_rows.changed_at, read_rows.sequence
    )
),

-- A project whose key is written in capitals here and in small letters there is one.
spellings as (
    select source, upper(project_key) as project_upper, min(project_key) as spelling
    from (
        select distinct
            files.source,
            coalesce(
                read_rows.project_key, regexp_extract(read_rows.item_key, '^(.+)-[0-9]+$', 1)
            ) as project_key
        from read_rows
        join files using (export_id)
    )
    group by source, project_upper
    having count(*) > 1
),

usable as (
    select
        files.source,
        files.kind,
        case
            when files.kind = 'snapshots'
                then coalesce(
                    read_rows.snapshot_at,
                    end_of_day(read_rows.snapshot_date, setting_portfolio.time_zone)
                )
            else files.seen_at
        end as seen_at,
        files.export_rank,
        files.taking_id,
        coalesce(
            spellings.spelling,
            read_rows.project_key,
            nullif(regexp_extract(read_rows.item_key, '^(.+)-[0-9]+$', 1), ''),
            files.source
        ) as tracker_project_key,
        -- Signs alone (---) stand where there is none.
        case
            when unresolved.resolution_folded is null
                and regexp_matches(read_rows.resolution, '[\pL\pN]')
                then read_rows.resolution
        end as resolution,
        coalesce(nexts.to_value, read_rows.to_value) as to_value,
        -- False: nothing in the file tells what the change led to.
        coalesce(nexts.is_after_told, true) as is_after_told,
        -- A file that names no field and shows no status tells of nothing else.
        coalesce(
            fold(read_rows.changed_field) = 'status',
            not histories.names_fields and not histories.shows_status,
            false
        ) as is_status_change,
        read_rows.* exclude (
            title, description, item_type, is_subtask, priority, class_of_service, assignee, team,
            planned_start_date, due_date, points, estimate_hours, spent_hours, rank, fix_versions,
            sprints, links, is_flagged, time_in_status, status_durations, measures, reported, resolution,
            to_value
        )
    from read_rows
    join files using (export_id)
    anti join faults using (export_id, row_number)
    left join histories using (export_id)
    left join nexts using (export_id, row_number)
    left join spellings
        on files.source = spellings.source
        and upper(
            coalesce(read_rows.project_key, regexp_extract(read_rows.item_key, '^(.+)-[0-9]+$', 1))
        ) = spellings.project_upper
    left join unresolved on fold(read_rows.resolution) = unresolved.resolution_folded
    cross join setting_portfolio
    where files.kind not in ('counts', 'sprints')
)

select * from usable
