-- grain: a moment at which an item took a status or state; sequence orders what shares a moment
with changelog as (
    select
        item_id, occurred_at, sequence, status, cast(null as varchar) as told_state, resolution,
        precision_seconds, evidence, export_id, row_number
    from int_changelog_events
),

columns_only as (
    select
        item_id, occurred_at, sequence, status, state as told_state, resolution,
        precision_seconds, evidence, export_id, row_number
    from int_column_events
),

events as (
    select * from changelog
    union all
    select * from columns_only
),

versions as (
    select item_id, source, resolution as last_resolution, created_at, seen_at
    from int_newest_versions
),

item_projects as (
    select * from int_item_projects
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
        versions.source,
        versions.created_at,
        versions.seen_at,
        coalesce(item_projects.project_id, '') as project_key,
        coalesce(
            events.resolution,
            case when lead(events.occurred_at) over each_item is null then last_resolution end
        ) as resolution_then
    from events
    join versions using (item_id)
    join item_projects using (item_id)
    window each_item as (
        partition by events.item_id order by events.occurred_at, events.sequence
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
        * exclude (meant_state, told_state, is_cancelled_resolution, decided_by, resolution_then),
        coalesce(told_state, case
            when is_cancelled_resolution and (meant_state = 'done' or decided_by <> 'workflow')
                then 'cancelled'
            else meant_state
        end) as known_state,
        status is null or meant_state is not null as is_status_understood
    from meant
),

-- A status that nobody explained changes nothing: the item counts as it did before.
carried as (
    select
        *,
        coalesce(
            last_value(known_state ignore nulls) over (
                partition by item_id order by occurred_at, sequence
                rows between unbounded preceding and current row
            ),
            'to_do'
        ) as state
    from stated
)

select * from carried
