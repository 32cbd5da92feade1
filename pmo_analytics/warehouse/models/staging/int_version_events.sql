-- grain: a moment at which an item took a status or state, from what its exports showed of it one
-- after the other. Moments written in a row are taken where they fit between the two exports; else
-- the change lies between them: it is dated at the latest moment, and both bounds are kept.
with versions as (
    select * from int_item_versions where kind <> 'stage_dates'
),

states as (
    select * from int_version_states
),

-- What a history told by the time of its export need not be found out from differences.
histories as (
    select item_id, max(seen_at) as told_until
    from stg_changes
    group by item_id
),

stage_dated as (
    select distinct item_id from int_stage_dates
),

-- When the exports of a source that hold a project of the tracker were taken.
project_exports as (
    select distinct source, tracker_project_key, seen_at
    from versions
    where kind = 'items'
),

-- An item that the export before did not show yet is new: it changed after it was created.
first_exports as (
    select source, tracker_project_key, min(seen_at) as first_seen_at
    from project_exports
    group by source, tracker_project_key
),

precisions as (
    select export_id, role, max(precision_seconds) as precision_seconds
    from raw_columns
    where precision_seconds is not null
    group by export_id, role
),

-- The earlier moment that a time can mean which the clocks skipped or showed twice.
clock_doubts as (
    select export_id, row_number, role, min(earliest_at) as earliest_at
    from raw_clock_doubts
    group by export_id, row_number, role
),

followed as (
    select
        versions.*,
        states.state,
        histories.told_until,
        lag(states.state) over each_item as state_before,
        lag(versions.status) over each_item as status_before,
        lag(versions.seen_at) over each_item as seen_before,
        lead(versions.seen_at) over each_item as seen_next,
        row_number() over each_item as position
    from versions
    join states using (item_id, seen_at)
    left join histories using (item_id)
    anti join stage_dated using (item_id)
    window each_item as (partition by versions.item_id order by versions.seen_at)
),

-- An open item that an export of its project no longer shows has vanished: neither done nor open.
absences as (
    select * from int_absences
),

compared as (
    select
        followed.*,
        absences.missed_at,
        followed.position = 1 and (
            followed.seen_at > coalesce(first_exports.first_seen_at, followed.seen_at)
            or (followed.kind = 'snapshots'
                and followed.created_at > followed.seen_at - interval 1 day)
        ) as is_new,
        lag(absences.missed_at) over (
            partition by followed.item_id order by followed.seen_at
        ) is not null as was_missed,
        coalesce(followed.seen_before, followed.created_at) as earliest_change_at,
        -- A change of status touches the item: it lies before the last touch.
        least(coalesce(followed.updated_at, followed.seen_at), followed.seen_at)
            as latest_change_at,
        -- A touch that is written to the minute lies anywhere in that minute.
        least(
            coalesce(
                end_of_precision(
                    followed.updated_at, touches.precision_seconds, portfolio.time_zone
                ),
                followed.updated_at,
                followed.seen_at
            ),
            followed.seen_at
        ) as latest_bound_at
    from followed
    left join absences using (item_id, seen_at)
    left join first_exports using (source, tracker_project_key)
    left join precisions as touches
        on followed.export_id = touches.export_id and touches.role = 'updated'
    cross join setting_portfolio as portfolio
),

-- Not touched since the export before, and another status: the status was renamed, and with it
-- that of the items that were touched.
renames as (
    select distinct source, export_id, status_before, status
    from compared
    where position > 1 and status <> status_before and updated_at <= seen_before
),

judged as (
    select
        compared.*,
        position = 1 as is_first,
        renames.export_id is not null as is_renamed,
        coalesce(state_before, 'to_do') as from_state,
        coalesce(state, state_before, 'to_do') as to_state
    from compared
    left join renames using (source, export_id, status_before, status)
    -- A history knows better until it was taken.
    where told_until is null or seen_at > told_until
),

changed as (
    select
        *,
        to_state in ('done', 'cancelled') and (is_first or from_state not in ('done', 'cancelled'))
            as is_finish,
        to_state <> 'to_do' and (is_first or from_state = 'to_do') as is_start,
        is_first and told_until is null as is_creation
    from judged
    where
        is_first
        or was_missed
        or (not is_renamed
            and (to_state is distinct from from_state or status is distinct from status_before))
),

moments as (
    select
        *,
        case
            when not is_finish then null
            when to_state = 'cancelled' then coalesce(
                cancelled_at,
                done_at,
                if(is_first or fits(status_category_changed_at, seen_before, seen_at),
                    coalesce(resolved_at, status_category_changed_at), null),
                if(fits(resolved_at, seen_before, seen_at), resolved_at, null)
            )
            else coalesce(
                done_at,
                if(is_first, coalesce(resolved_at, status_category_changed_at, moved_at), null),
                if(fits(status_category_changed_at, seen_before, seen_at),
                    status_category_changed_at, null),
                if(fits(resolved_at, seen_before, seen_at), resolved_at, null),
                if(fits(moved_at, seen_before, seen_at), moved_at, null)
            )
        end as finished_at
    from changed
),

finishes as (
    select
        item_id, export_id, row_number, is_first and not is_new as is_undated, status, to_state as state, resolution,
        finished_at as occurred_at,
        earliest_change_at, latest_change_at, latest_bound_at, seen_at,
        2 as sequence,
        case
            when finished_at is null then ''
            when finished_at = cancelled_at then 'cancelled'
            when finished_at = done_at then 'done'
            when finished_at = resolved_at then 'resolved'
            when finished_at = status_category_changed_at then 'status_category_changed'
            else 'moved'
        end as role
    from moments
    where is_finish
),

starts as (
    select
        item_id, export_id, row_number, is_first and not is_new as is_undated,
        if(to_state = 'in_progress', status, null) as status,
        'in_progress' as state,
        cast(null as varchar) as resolution,
        coalesce(
            started_at,
            if(to_state = 'in_progress'
                and (is_first or fits(status_category_changed_at, seen_before, seen_at)),
                status_category_changed_at, null),
            if(to_state = 'in_progress' and (is_first or fits(moved_at, seen_before, seen_at)),
                moved_at, null)
        ) as occurred_at,
        earliest_change_at, latest_change_at, latest_bound_at, seen_at,
        1 as sequence,
        case
            when started_at is not null then 'started'
            when to_state <> 'in_progress' then ''
            when is_first or fits(status_category_changed_at, seen_before, seen_at)
                then if(status_category_changed_at is not null, 'status_category_changed',
                    if(moved_at is not null, 'moved', ''))
            when fits(moved_at, seen_before, seen_at) then 'moved'
            else ''
        end as role
    from moments
    where
        is_start
        -- A start after the finish is a fault of the file: the finish stands, the start does not.
        and (finished_at is null or started_at is null or started_at <= finished_at)
        -- What was finished between two exports was started some time, but nothing says when.
        and (to_state = 'in_progress' or started_at is not null)
),

-- Sent back, reopened, moved on the board, or there again.
moves as (
    select
        item_id, export_id, row_number, is_first and not is_new as is_undated, status, to_state as state, resolution,
        case
            when fits(moved_at, seen_before, seen_at) then moved_at
            when to_state is distinct from from_state
                and fits(status_category_changed_at, seen_before, seen_at)
                then status_category_changed_at
        end as occurred_at,
        earliest_change_at, latest_change_at, latest_bound_at, seen_at,
        2 as sequence,
        case
            when fits(moved_at, seen_before, seen_at) then 'moved'
            when to_state is distinct from from_state
                and fits(status_category_changed_at, seen_before, seen_at)
                then 'status_category_changed'
            else ''
        end as role
    from moments
    where not is_finish and not is_start and not is_first
),

first_moments as (
    select
        *,
        least(
            created_at, started_at, finished_at,
            if(to_state = 'in_progress', status_category_changed_at, null),
            if(to_state = 'in_progress', moved_at, null), latest_change_at
        ) as first_at
    from moments
    where is_creation
),

-- Where no column tells the creation, it lies somewhere before the first moment that is told.
creations as (
    select
        item_id, export_id, row_number, true as is_undated,
        if(to_state = 'to_do', status, null) as status,
        'to_do' as state,
        cast(null as varchar) as resolution,
        if(created_at is not null, first_at, null) as occurred_at,
        earliest_change_at,
        first_at as latest_change_at,
        if(first_at < latest_change_at, first_at, latest_bound_at) as latest_bound_at,
        seen_at,
        0 as sequence,
        'created' as role
    from first_moments
),

vanishings as (
    select
        item_id, export_id, row_number, false as is_undated,
        cast(null as varchar) as status,
        'vanished' as state,
        cast(null as varchar) as resolution,
        cast(null as timestamp) as occurred_at,
        seen_at as earliest_change_at, missed_at as latest_change_at,
        missed_at as latest_bound_at, missed_at as seen_at,
        3 as sequence,
        '' as role
    from compared
    where missed_at is not null and (told_until is null or missed_at > told_until)
),

events as (
    select * from creations
    union all
    select * from starts
    union all
    select * from finishes
    union all
    select * from moves
    union all
    select * from vanishings
),

dated as (
    select
        events.item_id,
        events.export_id,
        events.row_number,
        coalesce(events.occurred_at, events.latest_change_at) as occurred_at,
        coalesce(
            least(events.occurred_at, clock_doubts.earliest_at),
            events.earliest_change_at
        ) as earliest_at,
        coalesce(
            end_of_precision(
                events.occurred_at, coalesce(precisions.precision_seconds, 1), portfolio.time_zone
            ),
            greatest(events.latest_bound_at, events.earliest_change_at)
        ) as latest_at,
        events.sequence,
        events.status,
        events.state,
        events.resolution,
        case
            when events.occurred_at is null and events.is_undated then 'current status'
            when events.occurred_at is null then 'export difference'
            when events.role = 'created' then 'created'
            when events.role = 'started' then 'started column'
            when events.role in ('done', 'cancelled') then 'completed column'
            when events.role = 'resolved' then 'resolved date'
            when events.role = 'moved' then 'moved date'
            else 'category change'
        end as evidence
    from events
    left join precisions
        on events.export_id = precisions.export_id and events.role = precisions.role
    left join clock_doubts
        on events.occurred_at is not null
        and events.export_id = clock_doubts.export_id
        and events.row_number = clock_doubts.row_number
        and events.role = clock_doubts.role
    cross join setting_portfolio as portfolio
)

select * from dated
