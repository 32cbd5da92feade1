-- grain: a scope; the causes that cost most days and that came most often
with uncaused as (
    select
        scope,
        as_of,
        count(*) filter (where cause is null) as without_cause,
        count(*) filter (where cause is not null and not is_start_known) as without_begin
    from blocked_item_spells
    group by scope, as_of
),

clusters as (
    select
        scope,
        as_of,
        any_value(cause) filter (where rank_by_days = 1) as costliest_cause,
        any_value(days_share) filter (where rank_by_days = 1) as costliest_share,
        any_value(blocked_days) filter (where rank_by_days = 1) as costliest_days,
        any_value(cause) filter (where rank_by_count = 1) as commonest_cause,
        any_value(spell_count) filter (where rank_by_count = 1) as commonest_count,
        sum(external_days) / nullif(sum(blocked_days), 0) as external_share,
        sum(external_days)::bigint as external_days,
        sum(blocked_days)::bigint as blocked_days,
        sum(spell_count)::bigint as n
    from blocker_clusters
    group by scope, as_of
)

select
    uncaused.scope,
    uncaused.as_of,
    clusters.* exclude (scope, as_of, n),
    coalesce(clusters.n, 0) as n,
    uncaused.without_cause,
    uncaused.without_begin
from uncaused
left join clusters using (scope, as_of)
