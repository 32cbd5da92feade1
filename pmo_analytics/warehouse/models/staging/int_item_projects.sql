-- grain: a version of an item and the project it belongs to; null where the register places it
-- nowhere or, at the same fineness, in two projects
with versions as (
    select * from int_item_versions
),

placed as (
    select * from int_claims where owner_kind = 'project'
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

item_projects as (
    select
        versions.item_id,
        versions.seen_at,
        case
            when is_registered.has_register then placed.owner_id
            when shared_keys.tracker_project_key is not null
                then versions.source || ':' || versions.tracker_project_key
            else versions.tracker_project_key
        end as project_id,
        case when is_registered.has_register and placed.owner_id is null
            then coalesce(placed.claimed_by, '') end as claimed_by
    from versions
    cross join is_registered
    left join placed using (item_id, seen_at)
    left join shared_keys using (tracker_project_key)
)

select * from item_projects
