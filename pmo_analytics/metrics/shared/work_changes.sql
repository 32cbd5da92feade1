-- grain: a moment at which the work of a scope changed by one item, with its points then; or by one of
-- the people with work in an active stage. A reopened item comes again and may finish again. What the
-- first export shows without a day did not come on it, and what is finished on an unknown day was not
-- finished on any.
with turns as (
    select
        scope,
        points,
        began_at as moment,
        is_open::integer as open_change,
        is_in_progress::integer as progress_change,
        0 as blocked_change,
        0 as people_change,
        (is_finish and is_day_known)::integer as finished_count,
        (is_finish and (is_day_known or has_come))::integer as closed_count,
        (is_open and is_import)::integer as imported_count
    from work_pieces
    union all
    select scope, points, ended_at, -is_open::integer, -is_in_progress::integer, 0, 0, 0, 0, 0
    from work_pieces
    where ended_at < timestamp 'infinity'
),

marks as (
    select item_id, started_at as moment, 1 as change from blocked_spells
    union all
    select item_id, ended_at, -1 from blocked_spells where ended_at is not null
),

counted_marks as (
    select
        *,
        sum(change) over (
            partition by item_id order by moment, change desc
            rows between unbounded preceding and current row
        ) as reasons
    from marks
),

-- An item with several reasons is blocked once.
islands as (
    select
        item_id,
        change,
        moment as started_at,
        lead(moment, 1, timestamp 'infinity') over (
            partition by item_id order by moment, change desc
        ) as ended_at
    from counted_marks
    where (change = 1 and reasons = 1) or (change = -1 and reasons = 0)
),

-- What moves to another scope while it is blocked takes its block along.
blocked as (
    select
        pieces.scope,
        pieces.points,
        greatest(islands.started_at, pieces.began_at) as began_at,
        least(islands.ended_at, pieces.ended_at) as ended_at
    from islands
    join work_pieces as pieces
        on islands.item_id = pieces.item_id
        and islands.started_at < pieces.ended_at
        and islands.ended_at > pieces.began_at
    where islands.change = 1 and pieces.is_open
),

blocks as (
    select scope, points, began_at as moment, 1 as change from blocked
    union all
    select scope, points, ended_at, -1 from blocked where ended_at < timestamp 'infinity'
),

holds as (
    select scope, assignee, began_at as moment, 1 as change
    from work_pieces
    where is_worked_on and assignee is not null
    union all
    select scope, assignee, ended_at, -1
    from work_pieces
    where is_worked_on and assignee is not null and ended_at < timestamp 'infinity'
),

counted_holds as (
    select
        *,
        sum(change) over (
            partition by scope, assignee order by moment, change desc
            rows between unbounded preceding and current row
        ) as items
    from holds
),

-- Somebody who holds several items works once.
people as (
    select scope, moment, change
    from counted_holds
    where (change = 1 and items = 1) or (change = -1 and items = 0)
)

select * from turns
union all
select scope, points, moment, 0, 0, change, 0, 0, 0, 0 from blocks
union all
select scope, null, moment, 0, 0, 0, change, 0, 0, 0 from people
