-- grain: an item as the exports of one day showed it that declares something of a project, with that
-- project: the one it names, else the one whose epic it is in projects.csv, or whose id its key is;
-- null where there is none
with told as (
    select
        versions.item_id,
        versions.seen_at,
        versions.source,
        versions.item_key,
        versions.export_id,
        versions.row_number,
        versions.updated_at,
        shown.reported
    from int_item_versions as versions
    join raw_rows as shown using (export_id, row_number)
    where shown.reported is not null
),

known as (
    select * from projects
),

owners as (
    select told.item_id, told.seen_at, known.project_id
    from told
    join known
        on fold(told.reported.reported_project) in (fold(known.project_id), fold(known.name))
    union
    -- An epic is reached by its own selector alone at no depth.
    select told.item_id, told.seen_at, reached.owner_id
    from told
    join int_reached as reached using (item_id, seen_at)
    where
        told.reported.reported_project is null
        and reached.owner_kind = 'project'
        and starts_with(lower(reached.selector), 'epic:')
        and reached.depth = 0
    union
    select told.item_id, told.seen_at, known.project_id
    from told
    join known on fold(told.item_key) = fold(known.project_id)
    where told.reported.reported_project is null
),

reports as (
    select told.*, owners.project_id
    from told
    left join owners using (item_id, seen_at)
)

select * from reports
