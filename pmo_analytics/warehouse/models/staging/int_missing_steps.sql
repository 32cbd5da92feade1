-- grain: an item whose history does not end where its newest export shows it, and the step between:
-- after the last change of the history and not after the export. is_contradiction: the history was
-- taken when that step had been taken, and does not tell it.
with histories as (
    select item_id, max(seen_at) as told_until from stg_changes group by item_id
),

last_moments as (
    select events.item_position, max(moment_order(events.occurred_at, events.sequence)) as last_order
    from int_events as events
    semi join histories using (item_id)
    group by events.item_position
),

ends as (
    select events.*, histories.told_until
    from int_events as events
    join last_moments
        on events.item_position = last_moments.item_position
        and moment_order(events.occurred_at, events.sequence) = last_moments.last_order
    join histories using (item_id)
    qualify row_number() over (partition by events.item_position order by events.evidence) = 1
),

-- A status that no history of the source knows is a new name.
told_statuses as (
    select distinct source, fold(unnest([from_status, to_status])) as status_folded
    from (select distinct source, from_status, to_status from stg_changes) as moves
),

witnessed as (
    select
        ends.item_id,
        ends.item_position,
        ends.source,
        ends.project_key,
        ends.occurred_at as last_at,
        ends.sequence as last_sequence,
        ends.told_until,
        versions.export_id,
        versions.row_number,
        versions.seen_at,
        versions.status,
        coalesce(states.state, ends.state) as state,
        coalesce(states.state <> ends.state, false) as is_other_state,
        fold(versions.status) <> fold(ends.status)
            and told_statuses.status_folded is not null as is_other_status,
        case coalesce(states.state, ends.state)
            when 'cancelled' then [
                {role: 'cancelled', moment: versions.cancelled_at},
                {role: 'done', moment: versions.done_at},
                {role: 'resolved', moment: versions.resolved_at},
                {role: 'status_category_changed', moment: versions.status_category_changed_at},
                {role: 'moved', moment: versions.moved_at}
            ]
            when 'done' then [
                {role: 'done', moment: versions.done_at},
                {role: 'resolved', moment: versions.resolved_at},
                {role: 'status_category_changed', moment: versions.status_category_changed_at},
                {role: 'moved', moment: versions.moved_at}
            ]
            when 'in_progress' then [
                {role: 'moved', moment: versions.moved_at},
                {role: 'status_category_changed', moment: versions.status_category_changed_at},
                {role: 'started', moment: versions.started_at}
            ]
            else [{role: 'moved', moment: versions.moved_at}]
        end as moments,
        greatest(
            least(coalesce(versions.updated_at, versions.seen_at), versions.seen_at), ends.occurred_at
        ) as latest_at
    from ends
    join int_newest_versions as versions using (item_id)
    join int_version_states as states using (item_id, seen_at)
    left join told_statuses
        on ends.source = told_statuses.source
        and fold(versions.status) = told_statuses.status_folded
    -- What a history told after the export, the export cannot know.
    where versions.kind <> 'changes' and versions.seen_at >= ends.occurred_at
),

differing as (
    select
        *,
        list_filter(
            moments, lambda told: told.moment >= last_at and told.moment <= seen_at
        )[1] as told
    from witnessed
    where is_other_state or is_other_status
),

precisions as (
    select export_id, role, max(precision_seconds) as precision_seconds
    from raw_columns
    where precision_seconds is not null
    group by export_id, role
),

steps as (
    select
        differing.item_id,
        differing.item_position,
        differing.source,
        differing.project_key,
        coalesce(differing.told.moment, differing.latest_at) as occurred_at,
        coalesce(differing.told.moment, differing.last_at) as earliest_at,
        coalesce(
            end_of_precision(
                differing.told.moment, coalesce(precisions.precision_seconds, 1), portfolio.time_zone
            ),
            differing.latest_at
        ) as latest_at,
        differing.last_sequence + 1 as sequence,
        differing.status,
        cast(null as varchar) as resolution,
        meanings.stage,
        meanings.stage_order,
        meanings.category,
        differing.state,
        differing.state as known_state,
        differing.status is null or meanings.state is not null as is_status_understood,
        case differing.told.role
            when 'started' then 'started column'
            when 'resolved' then 'resolved date'
            when 'moved' then 'moved date'
            when 'status_category_changed' then 'category change'
            when 'done' then 'completed column'
            when 'cancelled' then 'completed column'
            else 'export difference'
        end as evidence,
        differing.export_id,
        differing.row_number,
        coalesce(differing.told.moment, differing.latest_at) <= differing.told_until
            and differing.is_other_status as is_contradiction
    from differing
    left join precisions
        on differing.export_id = precisions.export_id and differing.told.role = precisions.role
    left join int_status_meanings as meanings
        on differing.source = meanings.source
        and differing.project_key = meanings.project_id
        and fold(differing.status) = meanings.status_folded
    cross join setting_portfolio as portfolio
)

select * from steps
