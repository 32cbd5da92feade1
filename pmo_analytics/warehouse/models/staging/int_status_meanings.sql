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

-- What moved from where to where, and how often: few rows, however long the history.
moves as (
    select
        newest_projects.source,
        newest_projects.project_id,
        changes.from_status,
        changes.to_status,
        count(*) as move_count
    from stg_changes as changes
    join newest_projects using (item_id)
    group by all
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
    select source, project_id, unnest([from_status, to_status]), null, null, null from moves
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
        stages.wip_limit,
        stages.is_proposed
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

-- What exports show one after the other moves too.
shown_moves as (
    select
        versions.source,
        item_projects.project_id,
        lag(versions.status) over each_item as from_status,
        versions.status as to_status
    from versions
    join item_projects using (item_id, seen_at)
    semi join (
        select source from versions group by source having min(seen_at) < max(seen_at)
    ) as followed_sources using (source)
    window each_item as (partition by versions.item_id order by versions.seen_at)
),

all_moves as (
    select source, coalesce(project_id, '') as project_id, from_status, to_status, move_count
    from moves
    union all
    select source, coalesce(project_id, ''), from_status, to_status, count(*)
    from shown_moves
    group by all
),

paths as (
    select
        source,
        project_id,
        fold(from_status) as from_folded,
        fold(to_status) as to_folded,
        sum(move_count) as move_count
    from all_moves
    where fold(from_status) is distinct from fold(to_status)
    group by all
),

entries as (
    select source, project_id, to_folded as status_folded, sum(move_count) as entered_count
    from paths
    group by all
),

departures as (
    select source, project_id, from_folded as status_folded, sum(move_count) as left_count
    from paths
    group by all
),

-- A status that means work, or that nobody knows and that items mostly leave again.
statuses_of_work as (
    select statuses.source, statuses.project_id, statuses.status_folded
    from statuses
    left join placed using (source, project_id, status_folded)
    left join entries using (source, project_id, status_folded)
    left join departures using (source, project_id, status_folded)
    left join known_statuses as by_category
        on statuses.category_folded = by_category.status_folded
    left join known_statuses as by_name on statuses.status_folded = by_name.status_folded
    where
        coalesce(
            placed.category,
            case when by_name.category = 'cancelled' then by_name.category end,
            by_category.category,
            by_name.category,
            case when 2 * departures.left_count >= entries.entered_count then 'active' end
        ) in ('to_do', 'active', 'waiting')
),

returns as (
    select
        paths.source, paths.project_id, paths.from_folded as status_folded,
        sum(paths.move_count) as return_count
    from paths
    join statuses_of_work as work
        on paths.source = work.source
        and paths.project_id = work.project_id
        and paths.to_folded = work.status_folded
    group by all
),

-- A status named rejected that is mostly left for more work sends back, it does not end.
named as (
    select
        statuses.source,
        statuses.project_id,
        statuses.status_folded,
        by_name.category,
        by_name.stage,
        by_name.category = 'cancelled' as is_cancelled
    from statuses
    join known_statuses as by_name using (status_folded)
    left join entries using (source, project_id, status_folded)
    left join returns using (source, project_id, status_folded)
    where
        by_name.category <> 'cancelled'
        or 2 * coalesce(returns.return_count, 0) < coalesce(entries.entered_count, 1)
),

meanings as (
    select
        statuses.source,
        statuses.project_id,
        statuses.status_folded,
        statuses.status,
        case
            when placed.is_proposed then 'proposal'
            when placed.category is not null then 'workflow'
            when by_name.is_cancelled then 'known name'
            when by_category.category is not null then 'status category'
            when by_name.category is not null then 'known name'
            -- A table with a date for each stage says by its columns what ends and what is on the way.
            when statuses.column_order is not null then 'stage order'
            else 'unknown'
        end as decided_by,
        coalesce(
            placed.category,
            if(by_name.is_cancelled, by_name.category, null),
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
    left join named as by_name using (source, project_id, status_folded)
    left join known_statuses as by_category
        on statuses.category_folded = by_category.status_folded
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
