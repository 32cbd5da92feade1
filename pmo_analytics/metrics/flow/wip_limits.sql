-- grain: a scope; on how many days its columns held more items than their limit
with counted as (
    select
        scope,
        as_of,
        count(*) as n,
        count(*) filter (where is_over) as over_count,
        count(distinct date) filter (where is_over) as days_over,
        count(distinct date) as days
    from stage_wip
    group by scope, as_of
),

columns_of_boards as (
    select
        scope,
        as_of,
        coalesce(stage, 'all') as stage,
        count(*) filter (where is_over) as over_count
    from stage_wip
    group by all
),

worst as (
    select scope, as_of, arg_max(stage, (over_count, stage)) as worst_stage
    from columns_of_boards
    where over_count > 0
    group by scope, as_of
)

select
    known_until.scope,
    known_until.as_of,
    counted.over_count / nullif(counted.n, 0) as over_share,
    counted.over_count,
    counted.days_over,
    counted.days,
    worst.worst_stage,
    coalesce(counted.n, 0) as n,
    if(counted.n is null, 1, 0) as without_limit
from known_until
left join counted using (scope, as_of)
left join worst using (scope, as_of)
