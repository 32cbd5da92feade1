-- grain: a finished item of a scope whose start is known: its time from start to finish, and, where
-- its history tells, how much of it each column of the board had
with staged as (
    select
        scope,
        as_of,
        item_id,
        list(struct_pack(stage := stage, days := stage_seconds / 86400) order by stage) as stages
    from stage_visits
    group by scope, as_of, item_id
)

select
    timed.scope,
    timed.as_of,
    timed.item_id,
    timed.item_key,
    coalesce(timed.item_type, '') as item_type,
    timed.started_date,
    timed.finished_date,
    timed.elapsed_cycle_seconds / 86400 as elapsed_days,
    staged.stages
from timed_items as timed
left join staged using (scope, as_of, item_id)
where timed.elapsed_cycle_seconds is not null
