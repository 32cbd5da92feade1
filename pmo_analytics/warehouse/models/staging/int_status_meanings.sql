-- grain: a status as one project of one source uses it
with versions as (
    select * from int_item_versions
),

item_projects as (
    select * from int_item_projects
),

newest_projects as (
    select newest_projects.*, newest.source
    from int_newest_projects as newest_projects
    join int_newest_versions as newest using (item_id)
),

seen as (
    select
        versions.source,
        item_projects.project_id,
        versions.status,
        versions.status_category,
        cast(null as integer) as stage_order,
        cast(null as boolean) as is_last_stage
    from versions
    join item_projects using (item_id, seen_at)
    union all
    select
        newest_projects.source,
        newest_projects.project_id,
        unnest([changes.from_status, changes.to_status]),
        null,
        null,
        null
    from stg_changes as changes
    join newest_projects using (item_id)
    union all
    select
        newest_projects.source,
        newest_projects.project_id,
        stage_dates.stage,
        null,
        stage_dates.stage_order,
        stage_dates.is_last_stage
    from int_stage_dates as stage_dates
    join newest_projects using (item_id)
    union all
    select counts.source, projects.project_id, counts.stage, null, null, null
    from int_stage_counts as counts
    join int_count_projects as projects using (source)
    where not counts.is_finish_count
),

statuses as (
    select
        source,
        coalesce(project_id, '') as project_id,
        fold(status) as status_folded,
        min(status) as status,
        mode(fold(status_category) order by fold(status_category)) as category_folded,
        max(stage_order) as column_order,
        bool_or(is_last_stage) as is_last_stage
    from seen
    where status is not null
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
            -- A table with a date for each stage says by its columns what ends and what is on the way.
            when statuses.column_order is not null then 'stage order'
            else 'unknown'
        end as decided_by,
        coalesce(
            placed.category,
            by_category.category,
            by_name.category,
            case
                when statuses.is_last_stage then 'done'
                when statuses.column_order is not null then 'active'
            end
        ) as category,
        placed.state as workflow_state,
        coalesce(placed.stage, case
            -- The columns of a table of stages are its board.
            when statuses.column_order is not null then statuses.status
            -- The name says more than the category: "Code Review" is a stage of its own.
            when by_category.category is null or by_category.category = by_name.category
                then by_name.stage
            else by_category.stage
        end) as stage,
        statuses.column_order,
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
        * exclude (stage_order, column_order),
        coalesce(workflow_state, case category
            when 'to_do' then 'to_do'
            when 'done' then 'done'
            when 'active' then 'in_progress'
            when 'waiting' then 'in_progress'
            when 'cancelled' then 'cancelled'
        end) as state,
        -- Without a workflow the board has these four stages.
        coalesce(stage_order, column_order, case stage
            when 'To Do' then 1
            when 'In Progress' then 2
            when 'Review' then 3
            when 'Done' then 4
        end) as stage_order
    from meanings
)

select * from ordered
