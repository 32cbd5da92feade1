-- grain: an item and the project it belongs to by its newest version
with newest as (
    select item_id, seen_at from int_newest_versions
),

item_projects as (
    select * from int_item_projects
),

newest_projects as (
    select item_projects.item_id, item_projects.project_id, item_projects.claimed_by
    from newest
    join item_projects using (item_id, seen_at)
)

select * from newest_projects
