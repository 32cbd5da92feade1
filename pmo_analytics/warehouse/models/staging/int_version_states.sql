-- grain: a version of an item and what it says of its state, with the voice that decided (to_do,
-- in_progress, done, cancelled; null: unknown). The first voice that speaks wins: workflow of
-- pmo.toml, cancelled resolution or a status named so, resolution with resolved date, what `pmo init`
-- proposed, status category, known status name, dates of the row.
with versions as (
    select * from int_item_versions where kind <> 'stage_dates'
),

item_projects as (
    select * from int_item_projects
),

meanings as (
    select * from int_status_meanings
),

cancelled_resolutions as (
    select * from setting_cancelled_resolutions
),

-- Without a status, only a file that tells finishes or starts can tell that there is none yet.
telling_exports as (
    select distinct export_id
    from raw_columns
    where role in ('started', 'done', 'cancelled', 'resolved', 'resolution')
),

voices as (
    select
        versions.item_id,
        versions.seen_at,
        case when meanings.decided_by = 'workflow' then meanings.workflow_state end
            as workflow_state,
        cancelled.resolution_folded is not null as is_cancelled_resolution,
        versions.resolution is not null and versions.resolved_at is not null as is_resolved,
        case when meanings.decided_by <> 'workflow' then meanings.state end as named_state,
        meanings.decided_by,
        coalesce(versions.is_archived, false) as is_archived,
        case
            when versions.cancelled_at is not null then 'cancelled'
            when versions.done_at is not null or versions.resolved_at is not null then 'done'
            when versions.started_at is not null or versions.is_under_way then 'in_progress'
            when versions.status is null and telling_exports.export_id is not null then 'to_do'
        end as dated_state
    from versions
    join item_projects using (item_id, seen_at)
    left join telling_exports on versions.export_id = telling_exports.export_id
    left join meanings
        on versions.source = meanings.source
        and coalesce(item_projects.project_id, '') = meanings.project_id
        and fold(versions.status) = meanings.status_folded
    left join cancelled_resolutions as cancelled
        on fold(versions.resolution) = cancelled.resolution_folded
        and (
            cancelled.scope_kind = 'all'
            or (cancelled.scope_kind = 'source' and cancelled.scope_name = versions.source)
            or (cancelled.scope_kind = 'project'
                and cancelled.scope_name = item_projects.project_id)
        )
    qualify row_number() over (
        partition by versions.item_id, versions.seen_at order by cancelled.scope_kind
    ) = 1
),

decided as (
    select
        item_id,
        seen_at,
        case
            when workflow_state = 'done' and is_cancelled_resolution then 'cancelled'
            when workflow_state is not null then workflow_state
            when is_cancelled_resolution then 'cancelled'
            when named_state = 'cancelled' and decided_by = 'known name' then 'cancelled'
            when is_resolved then 'done'
            -- A card that was put away without being done was dropped.
            when is_archived and named_state is distinct from 'done' and dated_state <> 'done'
                then 'cancelled'
            when named_state is not null then named_state
            else dated_state
        end as state,
        case
            when workflow_state is not null then 'workflow'
            when is_cancelled_resolution then 'cancelled resolution'
            when named_state = 'cancelled' and decided_by = 'known name' then 'known name'
            when is_resolved then 'resolution with resolved date'
            when is_archived and named_state is distinct from 'done' and dated_state <> 'done'
                then 'archived'
            when named_state is not null then decided_by
            when dated_state is not null then 'dates of the row'
            else 'unknown'
        end as decided_by,
        is_resolved,
        named_state
    from voices
),

compared as (
    select
        item_id,
        seen_at,
        state,
        decided_by,
        -- A disagreement is counted once, with the voice that lost.
        case
            when state in ('done', 'cancelled') and named_state in ('to_do', 'in_progress')
                and decided_by not in ('proposal', 'status category', 'known name')
                then 'status says open'
            when state = 'cancelled' and is_resolved and decided_by = 'known name'
                then 'resolution says done'
            when state in ('to_do', 'in_progress') and is_resolved
                then 'resolution says finished'
        end as disagreement
    from decided
)

select * from compared
