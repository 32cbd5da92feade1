-- grain: a cause for which items of a scope were blocked; days are elapsed days, the largest first
with caused as (
    select * from blocked_item_spells where cause is not null and is_start_known
),

clusters as (
    select
        scope,
        as_of,
        cause,
        count(*) as spell_count,
        sum(blocked_days)::bigint as blocked_days,
        avg(blocked_days) as mean_days,
        coalesce(sum(blocked_days) filter (where is_external), 0)::bigint as external_days
    from caused
    group by scope, as_of, cause
)

select
    scope,
    as_of,
    row_number() over by_days as rank_by_days,
    row_number() over (partition by scope, as_of order by spell_count desc, cause) as rank_by_count,
    cause,
    spell_count,
    blocked_days,
    mean_days,
    external_days,
    blocked_days / nullif(sum(blocked_days) over (partition by scope, as_of), 0) as days_share,
    sum(blocked_days) over by_days
        / nullif(sum(blocked_days) over (partition by scope, as_of), 0) as cumulative_share
from clusters
window by_days as (partition by scope, as_of order by blocked_days desc, cause)
