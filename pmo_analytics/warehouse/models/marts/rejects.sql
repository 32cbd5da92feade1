-- grain: a file, row or cell that could not be used, and why
with files as (
    select * from raw_exports
),

row_faults as (
    select
        files.path,
        'row' as level,
        faults.row_number,
        faults.column_name,
        faults.text_found,
        faults.reason
    from stg_row_faults as faults
    join files using (export_id)
),

reader_faults as (
    select path, level, row_number, column_name, text_found, reason
    from raw_faults
),

-- A time that the clocks showed twice or never is used, and may be an hour off.
clock_doubts as (
    select
        files.path,
        'cell' as level,
        doubts.row_number,
        doubts.column_name,
        doubts.text_found,
        doubts.reason
    from raw_clock_doubts as doubts
    join files using (export_id)
),

-- The row is used; what its change led to stays blank.
open_changes as (
    select
        files.path,
        'cell' as level,
        changes.row_number,
        columns.header as column_name,
        changes.from_status as text_found,
        'Only the status before this change is told, and no later export shows the one it led to: '
            || 'the item counts as it did before. Export the items into the same source.' as reason
    from stg_changes as changes
    join files using (export_id)
    join raw_columns as columns
        on changes.export_id = columns.export_id and columns.role = 'from_value'
    where not changes.is_after_told
    qualify row_number() over (
        partition by changes.export_id, changes.row_number order by columns.position
    ) = 1
),

refused as (
    select
        path,
        'file' as level,
        cast(null as bigint) as row_number,
        cast(null as varchar) as column_name,
        cast(null as varchar) as text_found,
        refused_reason as reason
    from files
    where refused_reason is not null
),

misplaced as (
    select
        files.path,
        'cell' as level,
        versions.row_number,
        'project' as column_name,
        versions.item_key as text_found,
        'Two projects claim the item equally: ' || item_projects.claimed_by
            || '. It belongs to none; make one selector in projects.csv finer.' as reason
    from int_newest_projects as item_projects
    join int_newest_versions as versions using (item_id)
    join files using (export_id)
    where contains(item_projects.claimed_by, ',')
),

-- An export that names the team is not asked by the settings.
torn as (
    select
        files.path,
        'cell' as level,
        versions.row_number,
        'team' as column_name,
        versions.item_key as text_found,
        'Two teams claim the item equally: ' || claims.claimed_by
            || '. It belongs to none; make one selector below [teams] in pmo.toml finer.' as reason
    from int_claims as claims
    join int_newest_versions as versions using (item_id, seen_at)
    join files using (export_id)
    join item_versions as kept using (item_id, seen_at)
    where claims.owner_kind = 'team' and claims.owner_id is null and kept.team_id is null
),

-- What belongs to a project whose selectors reach no item that is counted.
epics_only as (
    select
        placed.project_id,
        min(versions.item_key) as item_key,
        arg_min(files.path, versions.item_key) as path,
        arg_min(versions.row_number, versions.item_key) as row_number
    from items as placed
    join int_newest_versions as versions using (item_id)
    join files using (export_id)
    where placed.project_id in (select project_id from register_projects)
    group by placed.project_id
    having bool_and(placed.level <> 'item')
),

uncounted as (
    select
        path,
        'cell' as level,
        row_number,
        'project' as column_name,
        project_id as text_found,
        'Only epics and sub-tasks belong to the project, such as ' || item_key
            || ', and they are never counted with items: give it the items below them in '
            || 'projects.csv, or export those.' as reason
    from epics_only
),

homeless_counts as (
    select
        files.path,
        'cell' as level,
        cast(null as bigint) as row_number,
        'project' as column_name,
        files.source as text_found,
        'No project, or more than one, claims this table of counts: name its source, '
            || files.source || ', in the items of one project in projects.csv.' as reason
    from int_count_projects as projects
    join files using (source)
    where projects.project_id is null and files.kind = 'counts' and files.refused_reason is null
),

unplaced_reports as (
    select
        files.path,
        'cell' as level,
        reports.row_number,
        'reported_project' as column_name,
        coalesce(reports.reported.reported_project, reports.item_key) as text_found,
        'No project is known by it, so its report counts nowhere: let reported_project name the column '
            || 'of its id, or write epic:KEY of this item into the items of the project in projects.csv.'
            as reason
    from int_reports as reports
    join int_newest_versions as versions using (item_id, seen_at)
    join files on reports.export_id = files.export_id
    where reports.project_id is null and reports.reported.reported_overall is not null
),

-- An option is used with what its other selectors reach, and says so.
unreached as (
    select
        registers.path,
        'cell' as level,
        cast(selectors.owner_id as bigint) as row_number,
        replace(selectors.owner_kind, ' ', '_') as column_name,
        regexp_replace(selectors.selector, '^epic:', '') as text_found,
        'No item of the exports is reached by it: write the key of an item or of a tracker project, '
            || 'or a selector such as epic:ABC-12, label:x or component:y.' as reason
    from int_selectors as selectors
    join raw_registers as registers on registers.register = 'decision_options'
    left join int_reached as reached using (owner_kind, owner_id, selector)
    where selectors.owner_kind in ('items out', 'items in')
    group by all
    having count(reached.item_id) = 0
),

rejects as (
    select * from row_faults
    union all
    select * from reader_faults
    union all
    select * from clock_doubts
    union all
    select * from open_changes
    union all
    select * from refused
    union all
    select * from misplaced
    union all
    select * from torn
    union all
    select * from uncounted
    union all
    select * from homeless_counts
    union all
    select * from unplaced_reports
    union all
    select * from unreached
)

select * from rejects order by path, row_number, column_name, reason
