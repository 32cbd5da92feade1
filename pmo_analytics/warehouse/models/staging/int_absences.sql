-- grain: a version of an open item that a later export of its project lacks although it could have
-- shown it, and the moment of the first such export. An export of another board, another filter or
-- another time shows little of what the one before showed, or old items that the one before lacked: it
-- tells nothing of what it does not show.
with versions as (
    select item_id, source, tracker_project_key, seen_at, kind, created_at, updated_at
    from int_item_versions
    where kind <> 'stage_dates'
),

states as (
    select item_id, seen_at, state from int_version_states
),

shown as (
    select
        versions.*,
        coalesce(states.state, 'to_do') in ('to_do', 'in_progress') as is_open,
        min(versions.seen_at) over (partition by versions.item_id) as first_seen_at,
        lead(versions.seen_at) over (
            partition by versions.item_id order by versions.seen_at
        ) as seen_next
    from versions
    join states using (item_id, seen_at)
),

takings as (
    select
        source,
        tracker_project_key,
        seen_at,
        lag(seen_at) over each_project as before_at,
        lead(seen_at) over each_project as next_at
    from (
        select distinct source, tracker_project_key, seen_at from shown where kind = 'items'
    )
    window each_project as (partition by source, tracker_project_key order by seen_at)
),

followed as (
    select
        shown.*,
        takings.next_at,
        coalesce(shown.seen_next > takings.next_at, true) as is_missing
    from shown
    join takings using (source, tracker_project_key, seen_at)
    where shown.kind = 'items' and takings.next_at is not null
),

lost as (
    select
        source,
        tracker_project_key,
        seen_at,
        next_at as later_at,
        count(*) filter (not is_missing) as shared_count,
        count(*) filter (is_missing and is_open) as missing_count,
        max(created_at) filter (is_missing and is_open) as missing_created_at,
        max(updated_at) filter (is_missing and is_open) as missing_updated_at
    from followed
    group by source, tracker_project_key, seen_at, next_at
),

found as (
    select
        shown.source,
        shown.tracker_project_key,
        shown.seen_at as later_at,
        count(*) filter (shown.is_open) as open_count,
        -- A day of slack: what was created on the day of the export before may have come after it.
        count(*) filter (
            shown.first_seen_at > takings.before_at
            and shown.created_at < takings.before_at - interval 1 day
        ) as foreign_count,
        min(shown.created_at) as oldest_created_at,
        min(shown.updated_at) as oldest_updated_at
    from shown
    join takings using (source, tracker_project_key, seen_at)
    where shown.kind = 'items'
    group by shown.source, shown.tracker_project_key, shown.seen_at
),

neighbours as (
    select *, foreign_count as old_count
    from lost
    join found using (source, tracker_project_key, later_at)
    where missing_count > 0
),

-- Boards that are exported in turn: what the next export could not have shown, a later one may.
strangers as (
    select source, tracker_project_key, seen_at, later_at
    from neighbours
    where not could_have_shown(
        shared_count, missing_count, old_count, open_count,
        missing_created_at, oldest_created_at, missing_updated_at, oldest_updated_at
    )
),

further as (
    select
        strangers.source,
        strangers.tracker_project_key,
        strangers.seen_at,
        takings.seen_at as later_at
    from strangers
    join takings
        on strangers.source = takings.source
        and strangers.tracker_project_key = takings.tracker_project_key
        and strangers.later_at < takings.seen_at
),

further_lost as (
    select
        further.source,
        further.tracker_project_key,
        further.seen_at,
        further.later_at,
        count(*) filter (
            followed.is_open and coalesce(followed.seen_next > further.later_at, true)
        ) as missing_count,
        max(followed.created_at) filter (
            followed.is_open and coalesce(followed.seen_next > further.later_at, true)
        ) as missing_created_at,
        max(followed.updated_at) filter (
            followed.is_open and coalesce(followed.seen_next > further.later_at, true)
        ) as missing_updated_at,
        count(again.item_id) as shared_count
    from further
    join followed using (source, tracker_project_key, seen_at)
    left join shown as again
        on followed.item_id = again.item_id and further.later_at = again.seen_at
    group by further.source, further.tracker_project_key, further.seen_at, further.later_at
),

further_found as (
    select
        further.source,
        further.tracker_project_key,
        further.seen_at,
        further.later_at,
        count(*) filter (
            shown.first_seen_at > further.seen_at
            and shown.created_at < further.seen_at - interval 1 day
        ) as old_count
    from further
    join shown
        on further.source = shown.source
        and further.tracker_project_key = shown.tracker_project_key
        and further.later_at = shown.seen_at
        and shown.kind = 'items'
    group by further.source, further.tracker_project_key, further.seen_at, further.later_at
),

comparable as (
    select * exclude (foreign_count) from neighbours
    union all by name
    select *
    from further_lost
    join further_found using (source, tracker_project_key, seen_at, later_at)
    join (select * exclude (foreign_count) from found)
        using (source, tracker_project_key, later_at)
    where missing_count > 0
),

absences as (
    select followed.item_id, followed.seen_at, min(comparable.later_at) as missed_at
    from followed
    join comparable
        on followed.source = comparable.source
        and followed.tracker_project_key = comparable.tracker_project_key
        and followed.seen_at = comparable.seen_at
        and coalesce(followed.seen_next > comparable.later_at, true)
    where
        followed.is_open
        and could_have_shown(
            shared_count, missing_count, old_count, open_count,
            missing_created_at, oldest_created_at, missing_updated_at, oldest_updated_at
        )
    group by followed.item_id, followed.seen_at
)

select * from absences
