-- grain: a moment at which an item took a status or state, by its history, its stage dates or what its
-- exports showed one after the other; sequence orders what shares a moment
with changelog as (
    select
        item_id, occurred_at, earliest_at, latest_at, sequence, status, is_told,
        cast(null as varchar) as told_state, resolution, evidence, export_id, row_number
    from int_changelog_events
),

stage_dates as (
    select
        item_id,
        entered_at as occurred_at,
        earliest_at,
        end_of_precision(entered_at, precision_seconds, portfolio.time_zone) as latest_at,
        stage_order as sequence,
        stage as status,
        true as is_told,
        cast(null as varchar) as told_state,
        cast(null as varchar) as resolution,
        'stage date' as evidence,
        export_id,
        row_number
    from int_stage_dates
    cross join setting_portfolio as portfolio
),

versions as (
    select
        item_id, item_position, source, kind, export_id, row_number,
        resolution as last_resolution, created_at, seen_at
    from int_newest_versions
),

first_stages as (
    select item_id, min(occurred_at) as first_entered_at from stage_dates group by item_id
),

-- Created before the first stage that is dated, or listed and not dated at all.
stage_creations as (
    select
        versions.item_id,
        coalesce(versions.created_at, versions.seen_at) as occurred_at,
        versions.created_at as earliest_at,
        if(versions.created_at is null, 'current status', 'created') as evidence,
        versions.export_id,
        versions.row_number
    from versions
    left join first_stages using (item_id)
    where
        versions.kind = 'stage_dates'
        and (
            first_stages.first_entered_at is null
            or versions.created_at < first_stages.first_entered_at
        )
),

exports_compared as (
    select
        item_id, occurred_at, earliest_at, latest_at, sequence, status, true as is_told,
        state as told_state,
        resolution, evidence, export_id, row_number
    from int_version_events
),

events as (
    select * from changelog
    union all
    select * from stage_dates
    union all
    select
        item_id, occurred_at, earliest_at, occurred_at, 0, null, true, 'to_do', null, evidence,
        export_id, row_number
    from stage_creations
    union all
    select * from exports_compared
),

newest_projects as (
    select * from int_newest_projects
),

cancelled_resolutions as (
    select distinct scope_kind, scope_name, resolution_folded
    from setting_cancelled_resolutions
),

-- The resolution of a change stands where the history tells it; else the last known one speaks
-- for the last completion only.
resolved as (
    select
        events.*,
        versions.item_position,
        versions.source,
        coalesce(newest_projects.project_id, '') as project_key,
        coalesce(
            events.resolution,
            case when lead(events.occurred_at) over each_item is null then last_resolution end
        ) as resolution_then
    from events
    join versions using (item_id)
    join newest_projects using (item_id)
    window each_item as (
        partition by versions.item_position order by events.occurred_at, events.sequence
    )
),

meant as (
    select
        resolved.*,
        meanings.stage,
        meanings.stage_order,
        meanings.category,
        meanings.decided_by,
        exists (
            from cancelled_resolutions as cancelled
            where
                cancelled.resolution_folded = fold(resolved.resolution_then)
                and (
                    cancelled.scope_kind = 'all'
                    or (cancelled.scope_kind = 'source' and cancelled.scope_name = resolved.source)
                    or (cancelled.scope_kind = 'project'
                        and cancelled.scope_name = resolved.project_key)
                )
        ) as is_cancelled_resolution,
        meanings.state as meant_state
    from resolved
    left join int_status_meanings as meanings
        on resolved.source = meanings.source
        and resolved.project_key = meanings.project_id
        and fold(resolved.status) = meanings.status_folded
),

stated as (
    select
        * exclude (
            meant_state, told_state, is_told, is_cancelled_resolution, decided_by, resolution_then
        ),
        coalesce(told_state, case
            when is_cancelled_resolution and (meant_state = 'done' or decided_by <> 'workflow')
                then 'cancelled'
            else meant_state
        end) as known_state,
        is_told and (status is null or meant_state is not null) as is_status_understood
    from meant
),

-- A status that nobody explained, or that nothing tells, changes nothing: the item counts as before.
carried as (
    select
        *,
        coalesce(
            last_value(known_state ignore nulls) over (
                partition by item_position order by occurred_at, sequence
                rows between unbounded preceding and current row
            ),
            'to_do'
        ) as state
    from stated
)

select * from carried
