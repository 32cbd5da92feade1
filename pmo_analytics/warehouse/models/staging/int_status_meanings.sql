-- grain: a status as one project of one source uses it
with versions as (
    select * from int_newest_versions
),

item_projects as (
    select * from int_item_projects
),

seen as (
    select item_id, source, status, status_category from versions
    union all
    select changes.item_id, versions.source, unnest([changes.from_status, changes.to_status]), null
    from stg_changes as changes
    join versions using (item_id)
),

statuses as (
    select
        seen.source,
        coalesce(item_projects.project_id, '') as project_id,
        fold(seen.status) as status_folded,
        min(seen.status) as status,
        mode(fold(seen.status_category) order by fold(seen.status_category)) as category_folded
    from seen
    join item_projects using (item_id)
    where seen.status is not null
    group by all
),

placed as (
    select
        statuses.source,
        statuses.project_id,
        statuses.status_folded,
        stages.stage,
        stages.stage_order,
        stages.category,
        stages.state,
        stages.wip_limit
    from statuses
    join setting_stages as stages
        on statuses.status_folded = stages.status_folded
        and (
            stages.scope_kind = 'all'
            or (stages.scope_kind = 'source' and stages.scope_name = statuses.source)
            or (stages.scope_kind = 'project' and stages.scope_name = statuses.project_id)
        )
    qualify row_number() over (
        partition by statuses.source, statuses.project_id, statuses.status_folded
        order by case stages.scope_kind when 'project' then 1 when 'source' then 2 else 3 end
    ) = 1
),

meanings as (
    select
        statuses.source,
        statuses.project_id,
        statuses.status_folded,
        statuses.status,
        case
            when placed.category is not null then 'workflow'
            when by_category.category is not null then 'status category'
            when by_name.category is not null then 'known name'
            else 'unknown'
        end as decided_by,
        coalesce(placed.category, by_category.category, by_name.category) as category,
        placed.state as workflow_state,
        coalesce(placed.stage, case
            -- The name says more than the category: "Code Review" is a stage of its own.
            when by_category.category is null or by_category.category = by_name.category
                then by_name.stage
            else by_category.stage
        end) as stage,
        placed.stage_order,
        placed.wip_limit
    from statuses
    left join placed using (source, project_id, status_folded)
    left join known_statuses as by_category
        on statuses.category_folded = by_category.status_folded
    left join known_statuses as by_name on statuses.status_folded = by_name.status_folded
),

ordered as (
    select
        * exclude (stage_order),
        coalesce(workflow_state, case category
            when 'to_do' then 'to_do'
            when 'done' then 'done'
            when 'active' then 'in_progress'
            when 'waiting' then 'in_progress'
        end) as state,
        -- Without a workflow the board has these four stages.
        coalesce(stage_order, case stage
            when 'To Do' then 1
            when 'In Progress' then 2
            when 'Review' then 3
            when 'Done' then 4
        end) as stage_order
    from meanings
)

select * from ordered
