-- grain: a version of an item and the project it belongs to; null where the register places it
-- nowhere or, at the same fineness, in two projects
with versions as (
    select * from int_item_versions
),

selectors as (
    select * from int_project_selectors
),

is_registered as (
    select count(*) > 0 as has_register from register_projects
),

shared_keys as (
    select tracker_project_key
    from versions
    group by tracker_project_key
    having count(distinct source) > 1
),

handles as (
    select item_id, seen_at, source, 'source' as kind, '*' as name_folded from versions
    union all
    select item_id, seen_at, source, 'key' as kind, fold(tracker_project_key) as name_folded
    from versions
    union all
    select item_id, seen_at, source, 'epic', fold(coalesce(epic_key, parent_key)) from versions
    union all
    select item_id, seen_at, source, 'epic', fold(item_key) from versions
    union all
    select item_id, seen_at, source, 'label', fold(unnest(labels)) from versions
    union all
    select item_id, seen_at, source, 'component', fold(unnest(components)) from versions
),

claims as (
    select distinct handles.item_id, handles.seen_at, selectors.project_id, selectors.fineness
    from handles
    join selectors
        on handles.kind = selectors.kind
        and handles.name_folded = selectors.name_folded
        and (selectors.source_name is null or selectors.source_name = lower(handles.source))
),

finest as (
    select item_id, seen_at, project_id
    from claims
    qualify fineness = min(fineness) over (partition by item_id, seen_at)
),

placed as (
    select
        item_id,
        seen_at,
        case when count(*) = 1 then min(project_id) end as project_id,
        string_agg(project_id, ', ' order by project_id) as claimed_by
    from finest
    group by item_id, seen_at
),

item_projects as (
    select
        versions.item_id,
        versions.seen_at,
        case
            when is_registered.has_register then placed.project_id
            when shared_keys.tracker_project_key is not null
                then versions.source || ':' || versions.tracker_project_key
            else versions.tracker_project_key
        end as project_id,
        case when is_registered.has_register and placed.project_id is null
            then coalesce(placed.claimed_by, '') end as claimed_by
    from versions
    cross join is_registered
    left join placed using (item_id, seen_at)
    left join shared_keys using (tracker_project_key)
)

select * from item_projects
