-- grain: a status as one project of one source uses it, what it is taken to mean, and who said so
with meanings as (
    select * from int_status_meanings
),

versions as (
    select * from int_newest_versions
),

item_projects as (
    select * from int_newest_projects
),

in_use as (
    select
        versions.source,
        coalesce(item_projects.project_id, '') as project_id,
        fold(versions.status) as status_folded,
        count(*) as item_count
    from versions
    join item_projects using (item_id)
    group by all
),

described as (
    select
        meanings.source,
        meanings.project_id,
        meanings.status,
        meanings.status_folded,
        meanings.stage,
        meanings.stage_order,
        meanings.category,
        meanings.state,
        meanings.wip_limit,
        meanings.decided_by,
        coalesce(in_use.item_count, 0) as item_count
    from meanings
    left join in_use using (source, project_id, status_folded)
)

select * from described
