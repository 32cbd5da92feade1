-- grain: a moment of an item without a change history, from the columns of its newest export
with versions as (
    select * from int_newest_versions
),

states as (
    select * from int_current_states
),

with_history as (
    select distinct item_id from int_changelog_events
),

precisions as (
    select export_id, role, max(precision_seconds) as precision_seconds
    from raw_columns
    group by export_id, role
),

items as (
    select
        versions.*,
        states.state,
        -- The last moment at which the status can have changed.
        coalesce(versions.updated_at, versions.seen_at) as known_at
    from versions
    join states using (item_id)
    anti join with_history using (item_id)
),

finished as (
    select
        *,
        case
            when state = 'cancelled' then coalesce(cancelled_at, done_at, resolved_at)
            when state = 'done' then coalesce(done_at, resolved_at)
        end as finished_at,
        case
            when state = 'cancelled' and cancelled_at is not null then 'cancelled'
            when done_at is not null then 'done'
            else 'resolved'
        end as finished_role
    from items
),

completed as (
    select
        * exclude (finished_at, finished_role),
        -- The category of a finished item moved last when it finished.
        case
            when finished_at is null and state in ('done', 'cancelled')
                then status_category_changed_at
            else finished_at
        end as finished_at,
        case
            when finished_at is null and state in ('done', 'cancelled')
                then 'status_category_changed'
            else finished_role
        end as finished_role,
        case
            when started_at is not null then started_at
            when state = 'in_progress' then status_category_changed_at
        end as begun_at,
        case when started_at is not null then 'started' else 'status_category_changed' end
            as begun_role
    from finished
),

creations as (
    select
        item_id, export_id, row_number,
        least(created_at, begun_at, finished_at, known_at) as occurred_at,
        -1 as sequence,
        case when coalesce(state, 'to_do') = 'to_do' then status end as status,
        'to_do' as state,
        cast(null as varchar) as resolution,
        'created' as role,
        'created' as evidence
    from completed
),

starts as (
    select
        item_id, export_id, row_number,
        begun_at as occurred_at,
        0 as sequence,
        case when state = 'in_progress' then status end as status,
        'in_progress' as state,
        cast(null as varchar) as resolution,
        begun_role as role,
        case begun_role when 'started' then 'started column' else 'category change' end as evidence
    from completed
    where
        begun_at is not null
        -- A start after the finish is a fault of the file: the finish stands, the start does not.
        and (finished_at is null or begun_at <= finished_at)
        and state is distinct from 'to_do'
),

finishes as (
    select
        item_id, export_id, row_number,
        coalesce(finished_at, known_at) as occurred_at,
        1 as sequence,
        status,
        state,
        resolution,
        finished_role as role,
        case
            when finished_at is null then 'current status'
            when finished_role = 'resolved' then 'resolved date'
            when finished_role = 'status_category_changed' then 'category change'
            else 'completed column'
        end as evidence
    from completed
    where state in ('done', 'cancelled')
),

-- In progress, and nothing says since when.
unknown_starts as (
    select
        item_id, export_id, row_number,
        known_at as occurred_at,
        0 as sequence,
        status,
        'in_progress' as state,
        cast(null as varchar) as resolution,
        'updated' as role,
        'current status' as evidence
    from completed
    where state = 'in_progress' and begun_at is null
),

events as (
    select * from creations
    union all
    select * from starts
    union all
    select * from finishes
    union all
    select * from unknown_starts
),

dated as (
    select
        events.* exclude (role),
        coalesce(precisions.precision_seconds, 1) as precision_seconds
    from events
    left join precisions
        on events.export_id = precisions.export_id and events.role = precisions.role
)

select * from dated
