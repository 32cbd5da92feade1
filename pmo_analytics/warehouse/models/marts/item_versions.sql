-- grain: an item as one export showed it; valid from the export to the next one of its source.
-- What was true before the first export is not known: its values stand for that time too.
with versions as (
    select * from int_item_versions
),

item_projects as (
    select * from int_item_projects
),

shown as (
    select * from raw_rows
),

levels as (
    select
        versions.item_id,
        versions.export_id,
        versions.seen_at,
        case
            when row_number() over each_item = 1 then timestamp '-infinity'
            else versions.seen_at
        end as valid_from,
        coalesce(lead(versions.seen_at) over each_item, timestamp 'infinity') as valid_to,
        row_number() over each_item = 1 as is_reconstructed_before,
        versions.row_number as export_row,
        versions.source,
        versions.item_key,
        replace(nullif(sources.item_url, ''), '{key}', url_encode(versions.item_key)) as item_url,
        versions.source_item_id,
        versions.tracker_project_key,
        item_projects.project_id,
        shown.item_type,
        case
            when fold(shown.item_type) in ('epic', 'initiative', 'theme', 'feature') then 'epic'
            when
                fold(shown.item_type) in ('sub-task', 'subtask', 'subtarea', 'sous-tache')
                then 'sub-task'
            else 'item'
        end as level,
        shown.title,
        shown.description,
        shown.team as team_id,
        versions.parent_key,
        versions.epic_key,
        versions.status,
        versions.status_category,
        versions.resolution,
        shown.priority,
        shown.assignee,
        versions.created_at,
        local_date(versions.created_at, portfolio.time_zone) as created_date,
        versions.updated_at,
        local_date(versions.updated_at, portfolio.time_zone) as updated_date,
        shown.planned_start_date,
        shown.due_date,
        shown.points,
        shown.estimate_seconds / 3600.0 as estimate_hours,
        shown.spent_seconds / 3600.0 as spent_hours,
        coalesce(versions.labels, []) as labels,
        coalesce(versions.components, []) as components,
        coalesce(shown.sprints, []) as sprints,
        coalesce(shown.is_flagged, false) as is_flagged
    from versions
    join shown using (export_id, row_number)
    join item_projects using (item_id)
    left join setting_sources as sources on versions.source = sources.source
    cross join setting_portfolio as portfolio
    window each_item as (partition by versions.item_id order by versions.seen_at, versions.export_id)
)

select * from levels
