-- grain: an item of a scope that reached the finish point, with the time it took from the start
-- point. Without named stages these are its start, the last or as asked the first one, and its
-- completion; a named stage is crossed by the
-- last entry into it, or into a later one, after which the item did not go back before it.
-- Days count the first and the last one; elapsed days are the measure of all arithmetic; working days
-- are those of its team.
with items as (
    select * from items_as_of where state not in ('cancelled', 'vanished')
),

-- Columns by the statuses in use, and those of pmo.toml that no item of the project stood in yet.
stages as (
    select source, project_id, stage, stage_order, 0 as rank from status_meanings
    union all
    select
        used.source,
        used.project_id,
        named.stage,
        named.stage_order,
        case named.scope_kind when 'project' then 1 when 'source' then 2 else 3 end
    from (select distinct source, project_id from status_meanings) as used
    join setting_stages as named
        on named.scope_kind = 'all'
        or (named.scope_kind = 'source' and named.scope_name = used.source)
        or (named.scope_kind = 'project' and named.scope_name = used.project_id)
),

boards as (
    select
        source,
        nullif(project_id, '') as project_id,
        arg_min(stage_order, (rank, stage_order)) filter (where fold(stage) = fold($start_stage))
            as start_order,
        arg_min(stage_order, (rank, stage_order)) filter (where fold(stage) = fold($finish_stage))
            as finish_order
    from stages
    group by source, project_id
),

visits as (
    select
        items.scope,
        items.as_of,
        items.item_position,
        spells.sequence,
        spells.entered_at,
        spells.entered_date,
        boards.start_order,
        boards.finish_order,
        max(spells.sequence) filter (where spells.stage_order < boards.start_order) over each_item
            as last_before_start,
        max(spells.sequence) filter (where spells.stage_order < boards.finish_order) over each_item
            as last_before_finish
    from items
    join boards on items.source = boards.source and items.project_id = boards.project_id
    join item_spells as spells
        on items.item_position = spells.item_position and spells.entered_at <= items.known_at
    where $start_stage <> '' or $finish_stage <> ''
    window each_item as (partition by items.scope, items.as_of, items.item_position)
),

crossings as (
    select
        scope,
        as_of,
        item_position,
        min(entered_at) filter (where is_started) as start_at,
        min(entered_date) filter (where is_started) as start_date,
        min(entered_at) filter (where is_finished) as finish_at,
        min(entered_date) filter (where is_finished) as finish_date
    from (
        select
            *,
            start_order is not null and sequence > coalesce(last_before_start, 0) as is_started,
            finish_order is not null and sequence > coalesce(last_before_finish, 0) as is_finished
        from visits
    )
    group by scope, as_of, item_position
),

timed as (
    select
        items.*,
        case
            when $start_stage <> '' then crossings.start_at
            when $start_crossing = 'first' then items.first_started_at
            else items.started_at
        end as from_at,
        case
            when $start_stage <> '' then crossings.start_date
            when $start_crossing = 'first' then items.first_started_date
            else items.started_date
        end as from_date,
        case when $finish_stage = '' then items.done_at else crossings.finish_at end as to_at,
        case when $finish_stage = '' then items.done_date else crossings.finish_date end as to_date
    from items
    left join crossings using (scope, as_of, item_position)
    where case
        when $finish_stage = '' then items.state = 'done'
        else crossings.finish_at is not null
    end
),

own_calendars as (
    select distinct team from calendar_days where team <> ''
),

ordered as (
    select
        timed.*,
        case when from_at <= to_at then from_at end as start_at,
        case when from_at <= to_at then from_date end as start_date,
        coalesce(own_calendars.team, '') as calendar_team
    from timed
    left join own_calendars on timed.team_id = own_calendars.team
)

select
    ordered.scope,
    ordered.as_of,
    ordered.to_date as finished_date,
    ordered.item_key,
    ordered.item_id,
    ordered.item_type,
    ordered.project_id,
    ordered.created_date,
    ordered.start_date as started_date,
    ordered.to_date - ordered.created_date + 1 as lead_days,
    ordered.to_date - ordered.created_date as elapsed_lead_days,
    ordered.to_date - ordered.start_date + 1 as calendar_cycle_days,
    ordered.to_date - ordered.start_date as elapsed_cycle_days,
    last_day.working_days_before - first_day.working_days_before as elapsed_working_days,
    -- A blank stays one: greatest() alone would make a day of it.
    case
        when elapsed_working_days is not null
            then greatest(elapsed_working_days + cast(last_day.is_working as integer), 1)
    end as working_cycle_days,
    epoch(ordered.to_at - ordered.start_at) as elapsed_cycle_seconds,
    case $calendar when 'working' then working_cycle_days else calendar_cycle_days end
        as cycle_days,
    case $calendar when 'working' then elapsed_working_days else elapsed_cycle_days end
        as elapsed_days,
    ordered.started_evidence,
    ordered.finished_evidence,
    ordered.reopened_count
from ordered
left join calendar_days as first_day
    on ordered.calendar_team = first_day.team and ordered.start_date = first_day.date
left join calendar_days as last_day
    on ordered.calendar_team = last_day.team and ordered.to_date = last_day.date
