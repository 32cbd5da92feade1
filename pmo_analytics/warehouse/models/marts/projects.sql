-- grain: a project: of the register, or without one each tracker project and each source of counts alone
with registered as (
    select * from register_projects
),

versions as (
    select * from int_newest_versions
),

item_projects as (
    select * from int_newest_projects
),

tracked as (
    select
        item_projects.project_id,
        coalesce(max(versions.project_name), item_projects.project_id) as name
    from item_projects
    join versions using (item_id)
    where
        item_projects.project_id is not null
        and not exists (from registered)
    group by item_projects.project_id
),

-- A project of which nothing but a table of counts is exported.
counted as (
    select distinct project_id, project_id as name
    from int_count_projects
    where project_id is not null and not exists (from registered)
),

projects as (
    select
        project_id, name, programme, sponsor, manager, objective, stage, currency,
        cost_of_delay_per_week, is_mandatory, state as declared_state, variant_of,
        exit_cost, true as is_registered
    from registered
    union all by name
    select project_id, name, false as is_registered from tracked
    union all by name
    select project_id, name, false as is_registered
    from counted
    anti join tracked using (project_id)
)

select * from projects
