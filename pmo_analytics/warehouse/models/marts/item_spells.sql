-- grain: a spell of an item between two transitions; what was known of the item during it.
-- started_at, done_at and cancelled_at are as of the spell: an item moved back to To Do has no start,
-- a reopened item keeps its start and loses its finish.
with changes as (
    select * from transitions
),

portfolio as (
    select * from setting_portfolio
),

placed as (
    select
        *,
        -- A status that nobody explained stands where its state stands on a board without workflow.
        coalesce(to_stage, case to_state
            when 'to_do' then 'To Do' when 'in_progress' then 'In Progress' else 'Done'
        end) as stage,
        coalesce(to_stage_order, case to_state
            when 'to_do' then 1 when 'in_progress' then 2 else 4
        end) as stage_order,
        -- A spell that took no time, or less than counts as a visit, is passed over.
        coalesce(
            next_at = changed_at
                or epoch(next_at - changed_at) < portfolio.shortest_visit_seconds,
            false
        ) as is_brief
    from changes
    cross join portfolio
),

ordered_changes as (
    select
        *,
        stage is distinct from last_value(
            case when not is_brief then stage end ignore nulls
        ) over before_it as is_stage_entry,
        coalesce(lead(evidence) over each_item = 'current status', false) as is_end_unseen,
        to_state in ('to_do', 'in_progress') and (
            from_state in ('done', 'cancelled')
            or (from_state = 'in_progress' and to_state = 'to_do')
            or coalesce(to_stage_order < lag(to_stage_order) over each_item, false)
        ) as is_moved_back
    from placed
    window
        each_item as (partition by item_position order by sequence),
        before_it as (
            partition by item_position order by sequence
            rows between unbounded preceding and 1 preceding
        )
),

bounded as (
    select
        *,
        changed_at as entered_at,
        next_at as left_at,
        count(*) filter (where to_state = 'to_do') over each_item_so_far as times_to_do,
        to_state in ('done', 'cancelled') as is_finished,
        count(*) filter (
            where to_state in ('done', 'cancelled')
            and from_state is distinct from to_state
        ) over each_item_so_far as times_finished,
        count(*) filter (
            where from_state in ('done', 'cancelled') and to_state in ('to_do', 'in_progress')
        ) over each_item_so_far as reopened_count,
        -- Sent back: to an earlier column of the board, or out of it.
        count(*) filter (where is_moved_back) over each_item_so_far as moved_back_count
    from ordered_changes
    window each_item_so_far as (
        partition by item_position order by sequence rows between unbounded preceding and current row
    )
),

clocked as (
    select
        *,
        coalesce(
            sum(epoch(left_at - entered_at)::bigint) filter (
                where to_state = 'in_progress' and to_category = 'active'
            ) over (
                partition by item_position, times_to_do order by sequence
                rows between unbounded preceding and 1 preceding
            ),
            0
        )::bigint as active_seconds,
        first_value(
            case when to_state = 'in_progress' then changed_at end ignore nulls
        ) over since_to_do as clock_started_at,
        first_value(
            case when to_state = 'in_progress' then evidence end ignore nulls
        ) over since_to_do as clock_evidence,
        first_value(
            case when to_state = 'in_progress'
                then coalesce(earliest_at, timestamp '-infinity') end ignore nulls
        ) over since_to_do as clock_earliest_at,
        first_value(changed_at) over since_finish as completion_at,
        first_value(evidence) over since_finish as completion_evidence,
        min(changed_at) filter (
            where to_state = 'in_progress' and evidence <> 'current status'
        ) over each_item_so_far as first_started_at,
        max(changed_at) filter (
            where from_state = 'in_progress' and to_state <> 'in_progress'
        ) over each_item_so_far as left_progress_at
    from bounded
    window
        since_to_do as (
            partition by item_position, times_to_do order by sequence
            rows between unbounded preceding and current row
        ),
        since_finish as (
            partition by item_position, times_finished, is_finished order by sequence
            rows between unbounded preceding and current row
        ),
        each_item_so_far as (
            partition by item_position order by sequence rows between unbounded preceding and current row
        )
),

spells as (
    select
        item_id,
        item_position,
        sequence,
        entered_at,
        left_at,
        coalesce(left_at, timestamp 'infinity') as valid_to,
        to_status as status,
        stage,
        stage_order,
        is_stage_entry,
        is_brief,
        is_end_unseen,
        to_category as category,
        from_state,
        to_state as state,
        case when to_state <> 'to_do' and clock_evidence <> 'current status'
            then clock_started_at end as started_at,
        -- What began before anything shows it is at least as old as the first export that does.
        case when to_state <> 'to_do' then clock_started_at end as started_by_at,
        case when to_state <> 'to_do' then nullif(clock_earliest_at, timestamp '-infinity') end
            as started_after_at,
        case when to_state <> 'to_do' then clock_evidence end as started_evidence,
        first_started_at,
        left_progress_at,
        case when to_state = 'done' and completion_evidence <> 'current status'
            then completion_at end as done_at,
        case when to_state = 'cancelled' and completion_evidence <> 'current status'
            then completion_at end as cancelled_at,
        case when is_finished then completion_at end as finished_by_at,
        case when is_finished then completion_evidence end as finished_evidence,
        reopened_count,
        moved_back_count,
        active_seconds,
        is_status_understood,
        evidence
    from clocked
),

-- Local days of the portfolio, since that is what is counted and shown.
dated as (
    select
        spells.*,
        local_date(entered_at, portfolio.time_zone) as entered_date,
        local_date(left_at, portfolio.time_zone) as left_date,
        local_date(started_at, portfolio.time_zone) as started_date,
        local_date(first_started_at, portfolio.time_zone) as first_started_date,
        local_date(left_progress_at, portfolio.time_zone) as left_progress_date,
        local_date(done_at, portfolio.time_zone) as done_date,
        local_date(cancelled_at, portfolio.time_zone) as cancelled_date
    from spells
    cross join portfolio
)

select * from dated
order by item_position, sequence
