-- grain: a day and a column of the board of a project of a scope for which pmo.toml names a limit;
-- open items in it when the day ended. With a limit for the whole: a day of the scope.
with limits as (
    select nullif(project_id, '') as project_id, stage, min(wip_limit) as wip_limit
    from status_meanings
    where wip_limit is not null and $wip_limit = 0
    group by project_id, stage
),

members as (
    select scope, as_of, known_at, item_position, project_id
    from items_as_of
    semi join limits using (project_id)
),

visits as (
    select
        members.scope,
        members.as_of,
        members.project_id,
        spells.stage,
        limits.wip_limit,
        spells.entered_date,
        case when spells.left_at <= members.known_at then spells.left_date end as left_date
    from members
    join item_spells as spells
        on members.item_position = spells.item_position and spells.entered_at <= members.known_at
    join limits on members.project_id = limits.project_id and spells.stage = limits.stage
    where
        spells.state in ('to_do', 'in_progress')
        and spells.entered_date is distinct from spells.left_date
),

steps as (
    select scope, as_of, project_id, stage, wip_limit, entered_date as date, 1 as step
    from visits
    union all
    select scope, as_of, project_id, stage, wip_limit, left_date, -1
    from visits
    where left_date is not null
),

changes as (
    select scope, as_of, project_id, stage, wip_limit, date, sum(step) as step
    from steps
    group by all
),

levels as (
    select
        * exclude (step),
        sum(step) over (
            partition by scope, as_of, project_id, stage order by date
        )::bigint as wip_count
    from changes
),

columns_of_boards as (
    select distinct scope, as_of, project_id, stage, wip_limit from changes
),

listed as (
    select days.date, columns_of_boards.*
    from days
    join columns_of_boards using (scope, as_of)
)

select
    listed.scope,
    listed.as_of,
    listed.date,
    listed.project_id,
    listed.stage,
    listed.wip_limit,
    coalesce(levels.wip_count, 0) as wip_count,
    coalesce(levels.wip_count, 0) > listed.wip_limit as is_over
from listed
asof left join levels
    on listed.scope = levels.scope
    and listed.as_of = levels.as_of
    and listed.project_id = levels.project_id
    and listed.stage = levels.stage
    and listed.date >= levels.date
union all
select scope, as_of, date, null, null, $wip_limit, wip_count, wip_count > $wip_limit
from wip
where $wip_limit > 0
