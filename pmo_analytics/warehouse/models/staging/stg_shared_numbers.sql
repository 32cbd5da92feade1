-- grain: a number of a source in which numbers alone do not name items: those of several repositories or
-- projects in one list, or two titles under one number. Its project, where it stands in one only.
with numbered as (
    select
        raw_exports.source,
        raw_rows.export_id,
        raw_rows.snapshot_date,
        raw_rows.item_key,
        fold(raw_rows.project_key) as project_folded,
        raw_rows.project_key,
        fold(raw_rows.title) as title_folded
    from raw_rows
    join raw_exports using (export_id)
    where
        raw_exports.refused_reason is null
        and raw_exports.kind in ('items', 'stage_dates', 'snapshots')
        and is_bare_number(raw_rows.item_key)
),

-- In one list: the same number in two projects, or twice in one with two titles.
in_one_list as (
    select
        source,
        item_key,
        min(project_folded) <> max(project_folded) as has_projects,
        min(title_folded) <> max(title_folded) as has_titles
    from numbered
    group by source, export_id, snapshot_date, item_key
    having count(*) > 1
),

titled_twice as (
    select source, item_key
    from numbered
    group by source, export_id, snapshot_date, item_key, project_folded
    having min(title_folded) <> max(title_folded)
),

-- In several lists: another project and another title. What only moved keeps its title mostly.
in_several_lists as (
    select
        source,
        item_key,
        min(title_folded) <> max(title_folded) as has_titles
    from numbered
    group by source, item_key
    having min(project_folded) <> max(project_folded)
),

shared_sources as (
    select distinct source from in_one_list where has_projects
    union
    select source
    from in_several_lists
    group by source
    having 2 * count(*) filter (where has_titles) > count(*)
),

by_project as (
    select
        numbered.source,
        numbered.item_key,
        count(distinct numbered.project_folded) as project_count,
        min(numbered.project_key) as project_key
    from numbered
    semi join shared_sources using (source)
    where numbered.project_folded is not null
    group by numbered.source, numbered.item_key
),

numbers as (
    select
        source,
        item_key,
        coalesce(by_project.project_count, 0) as project_count,
        by_project.project_key,
        titled_twice.item_key is not null as is_titled_twice
    from by_project
    full join (select distinct source, item_key from titled_twice) as titled_twice
        using (source, item_key)
)

select * from numbers
